import { type ExecuteRequest, limits } from '@dtr/contracts';
import { AppError } from '../../domain/app-error.ts';
import { utf8Bytes } from '../../domain/json/utf8-bytes.ts';
import type { EffectiveSchemas } from '../../domain/tool/tool-view.ts';
import type { ToolSchemas } from '../../ports/tool-schemas.ts';
import { checkValue, faultsAt } from './check-value.ts';

/** The input as JSON text with its defaults. Throws `request.too_large` and `execution.invalid_input`. */
export async function checkedInput(
  schemas: ToolSchemas,
  { parameters }: EffectiveSchemas,
  { input }: Pick<ExecuteRequest, 'input'>,
): Promise<string> {
  const bytes = utf8Bytes(JSON.stringify(input));
  if (bytes > limits.inputBytes) {
    throw new AppError(
      'request.too_large',
      `The input has ${bytes} bytes as JSON; at most ${limits.inputBytes} are accepted.`,
      {
        details: { errors: [{ pointer: '/input', message: `at most ${limits.inputBytes} bytes are accepted` }] },
      },
    );
  }
  const { value, faults } = await checkValue(schemas, parameters, input);
  if (faults.length === 0) return JSON.stringify(value);
  const errors = faultsAt('/input', faults);
  throw new AppError(
    'execution.invalid_input',
    `The input does not match the tool's parameters: ${errors[0]?.pointer} ${errors[0]?.message}.`,
    {
      details: { errors, hint: "Nothing has run. The tool's `parameters` say what it accepts." },
    },
  );
}
