import type { LiveRequest } from '../../live/live-protocol.ts';
import { lockDown } from '../lockdown.ts';
import { readRequest, sendAnswer, sendReady } from '../wire.ts';
import { openLiveInterpreter } from './live-interpreter.ts';
import { loadOptions, neededGlobals } from './loading.ts';

const { exit } = process;
const interpreter = await openLiveInterpreter(loadOptions(import.meta.url));
lockDown(neededGlobals);

for (;;) {
  sendReady();
  const request = readRequest();
  if (!request) break;
  const { report, interpreterReport, output } = interpreter.answer(JSON.parse(request.toString('utf8')) as LiveRequest);
  sendAnswer(report, interpreterReport, output);
  if (!report.isReusable) break;
}
exit(0);
