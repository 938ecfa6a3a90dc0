import { settingsFaults } from './settings-faults.ts';
import { aFunction, aPlan } from './testing/a-plan.ts';

const common = { ENVIRONMENT: 'test', SERVICE_VERSION: '1.0.0', LOG_LEVEL: 'INFO' };
const services = {
  ...common,
  TABLE_NAME: 'table',
  BUCKET_NAME: 'bucket',
  VALIDATOR_FUNCTION_NAME: 'validator',
  EXECUTOR_FUNCTION_NAME: 'executor',
  CODE_INTERPRETER_ID: 'interpreter',
  QUEUE_URL: 'https://queue',
};
const given = {
  authorizer: { variables: { ...common, TABLE_NAME: 'table' } },
  executor: { variables: common },
  tool_manager: {
    variables: { ...services, AGENT_REQUESTS_PER_MINUTE: '60', CURSOR_KEY: Buffer.alloc(32, 7).toString('base64') },
  },
  validator: { variables: common },
  worker: { variables: { ...services, DEAD_LETTER_QUEUE_URL: 'https://dead' } },
};

const faultsWith = (changed: Partial<Record<keyof typeof given, object>>) =>
  settingsFaults(
    aPlan(...Object.entries({ ...given, ...changed }).flatMap(([module, parts]) => aFunction(module, parts))),
  );

describe('settingsFaults', () => {
  it('finds none where every function is given what it reads', () => {
    expect(faultsWith({})).toEqual([]);
  });

  it('finds a variable that is missing, and that the function would not start', () => {
    const { TABLE_NAME: _left, ...rest } = given.worker.variables;

    expect(faultsWith({ worker: { variables: rest } })).toEqual([
      expect.stringContaining('worker would not start: Cannot start: TABLE_NAME is missing'),
      'worker reads TABLE_NAME, which it is not given',
    ]);
  });

  it('finds an optional variable that nobody thought of', () => {
    const { LOG_LEVEL: _left, ...rest } = common;

    expect(faultsWith({ executor: { variables: rest } })).toEqual(['executor reads LOG_LEVEL, which it is not given']);
  });

  it('finds a variable that nobody reads, and a value that is not accepted', () => {
    expect(faultsWith({ validator: { variables: { ...common, TABLE_NAME: 'x', LOG_LEVEL: 'LOUD' } } })).toEqual([
      expect.stringContaining('validator would not start: Cannot start: LOG_LEVEL is not accepted'),
      'validator is given TABLE_NAME, which it does not read',
    ]);
  });

  it('takes a value that only AWS will say for one that is given', () => {
    const { QUEUE_URL: _later, ...known } = given.worker.variables;

    expect(faultsWith({ worker: { variables: known, unknown: { QUEUE_URL: true } } })).toEqual([]);
  });

  it('finds a function that is not planned, and one that it does not know', () => {
    const plan = aPlan(...aFunction('stranger', {}));

    expect(settingsFaults(plan)).toEqual(
      expect.arrayContaining(['worker is not planned', expect.stringContaining('stranger: nobody says')]),
    );
  });
});
