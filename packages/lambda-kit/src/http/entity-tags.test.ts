import { anEvent, errorOf } from '../testing/an-event.ts';
import { ifMatchOf, isForNew } from './entity-tags.ts';

const sent = (value: string) => anEvent({ headers: { 'if-match': value } });

describe('ifMatchOf', () => {
  it('is undefined when the header was not sent', () => {
    expect(ifMatchOf(anEvent())).toBeUndefined();
  });

  it.each([
    ['*', '*'],
    [' "r3" ', ['"r3"']],
    ['"r3" , "r4",,"r5"', ['"r3"', '"r4"', '"r5"']],
    ['"a,b"', ['"a,b"']],
    ['""', ['""']],
  ])('reads %s', (value, tags) => {
    expect(ifMatchOf(sent(value))).toEqual(tags);
  });

  it('leaves weak tags out, since they never match strongly', () => {
    expect(ifMatchOf(sent('W/"r3"'))).toEqual([]);
    expect(ifMatchOf(sent('W/"r3", "r4"'))).toEqual(['"r4"']);
  });

  it.each(['', 'r3', '"r3', '"r3" "r4"', '"r3",', 'w/"r3"', '*, "r3"', '"r\t3"'])('refuses %j', (value) => {
    expect(errorOf(() => ifMatchOf(sent(value)))).toMatchObject({
      code: 'request.invalid',
      details: { errors: [{ pointer: '/headers/if-match' }] },
    });
  });
});

describe('isForNew', () => {
  const asking = (value: string) => anEvent({ headers: { 'if-none-match': value } });

  it('is true for * and false when the header was not sent', () => {
    expect([isForNew(asking('*')), isForNew(anEvent())]).toEqual([true, false]);
  });

  it.each(['', '"r3"', '*, "r3"'])('refuses %j', (value) => {
    expect(errorOf(() => isForNew(asking(value)))).toMatchObject({
      code: 'request.invalid',
      details: { errors: [{ pointer: '/headers/if-none-match' }] },
    });
  });
});
