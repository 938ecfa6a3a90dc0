import { lockDown } from '../lockdown.ts';
import { readRequest, sendAnswer, sendReady } from '../wire.ts';
import { loadOptions, neededGlobals } from './loading.ts';
import { openInterpreter } from './open-interpreter.ts';

const { exit } = process;
const interpreter = await openInterpreter(loadOptions(import.meta.url));
lockDown(neededGlobals);

for (;;) {
  sendReady();
  const request = readRequest();
  if (!request) break;
  const { report, interpreterReport, output } = interpreter.run(request);
  sendAnswer(report, interpreterReport, output);
  if (!report.isReusable) break;
  interpreter.restore();
}
exit(0);
