/** What a refused module would give; decides the message, the CWE and the capability. */
export interface ModuleFamily {
  readonly capability: 'network' | 'filesystem' | 'process' | 'environment' | 'dynamicCode' | 'clock' | 'randomness';
  readonly reach: string;
  readonly cwe: number;
  readonly suggestion: string;
}

const input = 'Take the data as a parameter of the entry point and return the result.';

const families: readonly [ModuleFamily, string][] = [
  [
    { capability: 'network', reach: 'the network', cwe: 918, suggestion: input },
    'socket ssl http urllib ftplib smtplib poplib imaplib telnetlib nntplib xmlrpc socketserver asyncio selectors select asyncore requests httpx aiohttp urllib3 websocket websockets boto3 botocore paramiko dns grpc pycurl wsgiref webbrowser js pyodide pyodide_js',
  ],
  [
    { capability: 'filesystem', reach: 'files', cwe: 22, suggestion: input },
    'pathlib shutil glob fnmatch tempfile sqlite3 dbm zipfile tarfile gzip bz2 lzma linecache fileinput logging configparser mmap filecmp mailbox netrc posixpath ntpath genericpath stat',
  ],
  [
    {
      capability: 'process',
      reach: 'processes and threads',
      cwe: 78,
      suggestion: 'Compute the result in the tool itself, in one thread.',
    },
    'os subprocess pty multiprocessing concurrent signal threading _thread atexit sched nt posix fcntl resource queue contextvars faulthandler',
  ],
  [
    {
      capability: 'environment',
      reach: 'the interpreter and its environment',
      cwe: 526,
      suggestion:
        'Pass settings in as parameters; stop with `raise ValueError(...)` instead of leaving the interpreter.',
    },
    'sys platform getpass pwd grp site sysconfig locale gc builtins inspect types traceback warnings weakref abc argparse optparse getopt cmd readline curses tty termios',
  ],
  [
    {
      capability: 'dynamicCode',
      reach: 'code made at run time',
      cwe: 95,
      suggestion: 'Write the computation out in the tool; parse data with json or re.',
    },
    'importlib imp pkgutil runpy zipimport code codeop ast dis timeit pdb bdb doctest unittest trace cProfile profile pickle pickletools marshal shelve copyreg dill cloudpickle jsonpickle yaml ctypes cffi _ctypes tokenize symtable py_compile compileall',
  ],
  [
    {
      capability: 'clock',
      reach: 'the clock of the host',
      cwe: 400,
      suggestion: 'Use datetime, or take the time as a parameter; a tool cannot sleep.',
    },
    'time calendar',
  ],
  [
    {
      capability: 'randomness',
      reach: 'the random source of the host',
      cwe: 330,
      suggestion: 'Use random for simulations, uuid.uuid4 for identifiers.',
    },
    'secrets',
  ],
];

/** Families of modules that no policy of ours allows, by their top name. */
export const moduleFamilies: ReadonlyMap<string, ModuleFamily> = new Map(
  families.flatMap(([family, names]) => names.split(' ').map((name) => [name, family] as const)),
);
