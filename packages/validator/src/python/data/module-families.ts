import type { Capabilities } from '@dtr/contracts';

/** What a refused module would give; each family is refused by a rule of its own. */
export type ModuleFamilyName =
  | 'network'
  | 'resolver'
  | 'cloud'
  | 'file'
  | 'compression'
  | 'process'
  | 'signal'
  | 'system'
  | 'identity'
  | 'terminal'
  | 'loader'
  | 'interpreter'
  | 'inspection'
  | 'code-object'
  | 'native'
  | 'deserialisation'
  | 'blocking'
  | 'other';

export interface ModuleFamily {
  readonly name: ModuleFamilyName;
  /** Completes "gives access to …". */
  readonly reach: string;
  readonly capability?: Exclude<keyof Capabilities, 'imports'>;
  readonly modules: string;
}

/** By top name or by dotted name; the longest name that fits a module decides. */
const families: readonly ModuleFamily[] = [
  {
    name: 'network',
    reach: 'the network',
    capability: 'network',
    modules:
      'socket _socket ssl _ssl http urllib ftplib smtplib smtpd poplib imaplib telnetlib nntplib xmlrpc socketserver asyncio selectors select asyncore asynchat wsgiref webbrowser cgi cgitb email.mime requests httpx aiohttp urllib3 httplib2 treq websocket websockets socketio paramiko fabric grpc pycurl scapy pika kafka redis pymongo psycopg psycopg2 pymysql mysql nats zmq twisted tornado gevent trio anyio curio flask fastapi django uvicorn starlette slack_sdk telegram discord tweepy openai anthropic js pyodide pyodide_js _pyodide micropip',
  },
  { name: 'resolver', reach: 'name servers', capability: 'network', modules: 'dns dnslib aiodns pycares whois' },
  {
    name: 'cloud',
    reach: 'a cloud account',
    capability: 'network',
    modules:
      'boto boto3 botocore aiobotocore aioboto3 s3fs s3transfer awscrt awswrangler google googleapiclient gcsfs azure msal msrest adlfs oci aliyunsdkcore ibm_boto3 kubernetes docker hvac openstack digitalocean',
  },
  {
    name: 'file',
    reach: 'files',
    capability: 'filesystem',
    modules:
      'pathlib shutil glob fnmatch tempfile sqlite3 _sqlite3 dbm linecache logging configparser tomllib plistlib filecmp mailbox mailcap netrc posixpath ntpath genericpath stat codecs _io _pyio aiofiles watchdog pandas openpyxl xlrd PIL cv2 h5py wave aifc sunau chunk sndhdr imghdr mimetypes gettext importlib.resources dotenv xdrlib uu',
  },
  {
    name: 'compression',
    reach: 'decompressors, which a few bytes can make fill the memory, and to archives',
    capability: 'filesystem',
    modules:
      'zlib gzip bz2 _bz2 lzma _lzma zipfile zipapp tarfile compression zstandard lz4 brotli snappy py7zr rarfile',
  },
  {
    name: 'process',
    reach: 'processes',
    capability: 'process',
    modules:
      'subprocess _posixsubprocess pty pipes popen2 commands multiprocessing _multiprocessing concurrent fcntl psutil pexpect sh plumbum invoke joblib ray dask celery',
  },
  {
    name: 'signal',
    reach: 'signals and the end of the interpreter',
    capability: 'process',
    modules: 'signal _signal atexit faulthandler resource',
  },
  {
    name: 'system',
    reach: 'the operating system and the interpreter',
    capability: 'process',
    modules: 'os posix nt sys builtins _winapi msvcrt winreg syslog',
  },
  {
    name: 'identity',
    reach: 'the command line, the host and the account that the tool runs on',
    capability: 'environment',
    modules:
      'platform getpass pwd grp spwd site sitecustomize usercustomize sysconfig locale _locale argparse optparse getopt nis distro',
  },
  {
    name: 'terminal',
    reach: 'the terminal and its input',
    capability: 'process',
    modules:
      'fileinput cmd readline rlcompleter curses tty termios tkinter _tkinter turtle idlelib click typer rich prompt_toolkit',
  },
  {
    name: 'loader',
    reach: 'imports by name and to the machinery behind them',
    capability: 'dynamicCode',
    modules:
      'importlib _imp imp pkgutil runpy zipimport modulefinder pkg_resources setuptools distutils pip ensurepip venv',
  },
  {
    name: 'interpreter',
    reach: 'an interpreter that runs text as code',
    capability: 'dynamicCode',
    modules:
      'code codeop timeit pdb bdb doctest unittest trace cProfile profile pstats lib2to3 py_compile compileall IPython pytest asteval numexpr RestrictedPython jinja2 mako concurrent.interpreters _interpreters annotationlib',
  },
  {
    name: 'inspection',
    reach: 'frames, objects and names of the running interpreter',
    capability: 'dynamicCode',
    modules: 'inspect traceback gc weakref _weakref tracemalloc pydoc symtable pyclbr',
  },
  {
    name: 'code-object',
    reach: 'the types of functions and code',
    capability: 'dynamicCode',
    modules: 'types _types dis opcode new byteplay bytecode ast _ast',
  },
  {
    name: 'native',
    reach: 'native code and raw memory',
    capability: 'process',
    modules: 'ctypes _ctypes cffi _cffi_backend mmap numba llvmlite pybind11 cython pyximport',
  },
  {
    name: 'deserialisation',
    reach: 'loaders that build any object from data',
    capability: 'dynamicCode',
    modules:
      'pickle _pickle pickletools marshal shelve copyreg dill cloudpickle jsonpickle yaml ruamel joblib.numpy_pickle pandas.io.pickle torch',
  },
  {
    name: 'blocking',
    reach: 'threads, timers and sleep',
    capability: 'process',
    modules: 'threading _thread _threading_local dummy_threading sched queue _queue contextvars time',
  },
];

const byModule = new Map(
  families.flatMap((family) => family.modules.split(' ').map((name) => [name, family] as const)),
);
/** Every module that belongs to a family. */
export const familiarModules: ReadonlySet<string> = new Set(byModule.keys());
const other: ModuleFamily = { name: 'other', reach: 'more than the tool needs', modules: '' };

/** The family of a module that is not allowed. */
export function moduleFamilyOf(module: string): ModuleFamily {
  for (let name = module; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const family = byModule.get(name);
    if (family) return family;
  }
  return other;
}
