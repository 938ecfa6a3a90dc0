import type { Signal } from './signal.ts';

const gap = (words: number) => `(?:[\\p{L}\\p{M}\\d']+ ){0,${words}}`;
const signal = (name: string, weight: number, pattern: string): Signal => ({
  name,
  weight,
  pattern: new RegExp(`(?<![\\p{L}\\d])(?:${pattern})`, 'u'),
});

const user = '(?:the )?(?:users?|humans?|person|owner|operator|anyone|anybody)';
const secrets =
  '(?:credentials|api keys?|access keys?|secrets|passwords?|private keys?|tokens|environment variables|env vars|ssh ?keys?|id rsa|etc passwd|cookies|session ids?)';
const talk = '(?:conversation|chat|messages?|dialogue|context)(?: history| log)?';

/** English, by what is asked of the model. */
export const englishSignals: readonly Signal[] = [
  signal(
    'asks to ignore earlier instructions',
    3,
    `(?:ignore|disregard|forget|dismiss|drop|abandon) ${gap(3)}(?:previous|prior|earlier|above|preceding|former|original|initial|existing|your|system|safety) ${gap(2)}(?:instructions?|prompts?|directives?|guidelines?|guardrails|polic(?:y|ies)|training)`,
  ),
  signal(
    'asks to ignore earlier rules',
    2,
    `(?:ignore|disregard|forget|bypass|override) (?:all |any |every )?(?:of )?(?:the |your |my )?(?:previous |prior |earlier |above |system |safety |everything )${gap(1)}(?:rules|commands|messages|restrictions|filters|constraints|before|above)`,
  ),
  signal(
    'asks to forget rules',
    2,
    `(?:ignore|disregard|forget) (?:all |any |every )?(?:of )?your ${gap(1)}(?:rules|restrictions|constraints|limits)`,
  ),
  signal(
    'tells to hide something from the user',
    3,
    `(?:do not|don't|dont|never|must not|should not|without|avoid) (?:ever )?(?:tell|telling|mention|mentioning|inform|informing|notify|notifying|alert|alerting|reveal|revealing|show|showing|disclose|disclosing|warn|warning|ask|asking) ${gap(3)}(?:to )?${user}`,
  ),
  signal(
    'tells to keep something secret',
    3,
    `(?:keep|hide) (?:this|it|that|these) ${gap(2)}(?:from ${user}|secret from|hidden from)`,
  ),
  signal(
    'tells to stay silent',
    2,
    `(?:do not|don't|never) (?:mention|reveal|disclose|refer to) (?:this|these|it|that) ?(?:step|instruction|note|call|message|to )?`,
  ),
  signal('gives the model a new role', 2, `you are (?:now|no longer|from now on) ${gap(1)}`),
  signal('gives the model a new role', 2, `from now on (?:you|always|never|act|respond|answer)`),
  signal(
    'frees the model from rules',
    2,
    `(?:no longer bound|without any restrictions|without restrictions|unrestricted mode|developer mode|god mode|jailbreak mode|dan mode|debug mode enabled)`,
  ),
  signal('asks for the system prompt', 2, `(?:system|hidden|initial|secret) prompt`),
  signal(
    'asks for the system prompt',
    1,
    `(?:reveal|print|output|repeat|show|display|return|include|append|quote|leak) ${gap(4)}(?:system prompt|your (?:instructions|prompt|rules)|your system message|initial prompt)`,
  ),
  signal(
    'asks to send what the model knows',
    2,
    `(?:send|post|forward|upload|email|e mail|mail|transmit|exfiltrate|copy|pass|attach|include|append|return|print|give|export|put|add) ${gap(3)}(?:the |all |any |your |their |user's |users )${gap(2)}(?:${talk}|${secrets}|system prompt)`,
  ),
  signal(
    'names where to send it',
    1,
    '(?:to|into|at) (?:https?|ftp|mailto|the (?:url|webhook|server|endpoint|address))',
  ),
  signal(
    'asks to read secrets',
    2,
    `(?:read|open|load|fetch|cat|collect|gather|find|access) ${gap(4)}(?:${secrets}|ssh|aws credentials|bash history|mcp json|dotenv|env file)`,
  ),
  signal(
    'tells to call tools',
    2,
    `(?:before|after|prior to|instead of|when) (?:using|calling|invoking|running|answering|responding|replying|executing|you use|you call|you answer|you respond|the first call|every|each|any) ?${gap(3)}(?:tools?|call|read|send|fetch|pass|use|first|always|you|must)`,
  ),
  signal(
    'tells to prefer this tool',
    3,
    `(?:always|must|only) (?:call|use|run|invoke|prefer|select|choose) (?:this|the present) (?:tool|function) (?:first|before|instead|over|for (?:every|all|any))`,
  ),
  signal(
    'tells to prefer this tool',
    2,
    `(?:prefer|use|choose) this tool (?:over|instead of) (?:all |any |every )?(?:the )?others?`,
  ),
  signal(
    'tells to call tools',
    2,
    `(?:you )?(?:must|should|always|shall|now|also|first|then|and|please) (?:also |always |first |then )?(?:call|invoke|run|use|execute) (?:the )?(?:tool|function) ${gap(1)}`,
  ),
  signal(
    'tells to call tools',
    2,
    `(?:call|invoke|run|use) (?:the )?(?:tool [\\p{L}\\d]+ [\\p{L}\\d]+|[\\p{L}\\d]+ [\\p{L}\\d]+ tool|[\\p{L}\\d]+ tool) (?:to|with|and|first|before|on)`,
  ),
  signal(
    'tells to approve',
    2,
    `(?:always|must|automatically|silently) ${gap(1)}(?:approve|accept|allow|confirm|trust|grant) ${gap(2)}(?:tools?|calls?|requests?|actions?|every|all|pending|permissions?|it)`,
  ),
  signal(
    'tells to pass something along',
    2,
    `(?:pass|put|insert|include|send|provide|supply|place) (?:it|them|its contents?|the contents?|the result|this|that|their contents?) (?:as|in|into|to|via|through) ${gap(3)}(?:parameter|argument|field|input|notes?|value|request|tool|url|query)?`,
  ),
  signal(
    'speaks to the model',
    2,
    `(?:note|message|instructions?|attention|notice|reminder|important|warning|hint) (?:to|for) (?:the |all |any )?(?:ai|a i|assistants?|models?|llms?|agents?|language models?|chatbots?|bots?)`,
  ),
  signal(
    'speaks to the model',
    2,
    `(?:dear|hey|attention|important|hello|system) (?:ai|assistants?|llms?|language models?|chatbot|claude|gpt|chatgpt|gemini|copilot)`,
  ),
  signal(
    'speaks to the model',
    1,
    `(?:the |any |an? )?(?:ai|assistant|llm|language model|chatbot|claude|chatgpt|gpt|gemini|copilot|agent) (?:must|should|shall|has to|needs to|is required to|reading this|processing this|that reads)`,
  ),
  signal(
    'speaks to the model',
    3,
    `if you are an? (?:ai|assistant|llm|language model|large language model|agent|bot|chatbot)`,
  ),
  signal('speaks to the model', 1, `(?:as an ai|you are an? (?:ai|assistant|helpful|language model|llm|expert))`),
  signal(
    'commands',
    1,
    `(?:you must|you should always|you have to|you are required to|it is (?:very |extremely )?(?:important|critical|crucial) that you|must always|make sure (?:that )?you|immediately|under no circumstances|at all costs)`,
  ),
];
