import { anEvent } from '../testing/an-event.ts';
import { preferenceApplied, preferencesOf } from './prefer.ts';

const preferring = (prefer: string) => preferencesOf(anEvent({ headers: { prefer } }));

describe('preferencesOf', () => {
  it('is empty when the header was not sent', () => {
    expect(preferencesOf(anEvent())).toEqual({});
  });

  it.each([
    ['respond-async', { respondAsync: true }],
    ['Respond-ASYNC', { respondAsync: true }],
    ['respond-async=""', { respondAsync: true }],
    ['respond-async; priority=5; x', { respondAsync: true }],
    ['wait=10', { waitSeconds: 10 }],
    ['WAIT = 0', { waitSeconds: 0 }],
    ['wait="7"', { waitSeconds: 7 }],
    ['wait="\\7"', { waitSeconds: 7 }],
    ['respond-async, wait=10', { respondAsync: true, waitSeconds: 10 }],
    ['return=minimal ,, handling=lenient,\twait=3;a="b,c" , respond-async', { respondAsync: true, waitSeconds: 3 }],
    ['note="wait=9, respond-async", wait=1', { waitSeconds: 1 }],
  ])('reads %s', (prefer, expected) => {
    expect(preferring(prefer)).toEqual(expected);
  });

  it('takes the first of those that are repeated, as several headers come joined', () => {
    expect(preferring('wait=1, wait=2,WAIT=3')).toEqual({ waitSeconds: 1 });
  });

  it.each([
    '',
    ',',
    'wait',
    'wait=',
    'wait=-1',
    'wait=1.5',
    'wait=1e3',
    'wait=soon',
    'wait="9',
    'respond-async=yes',
    'return=minimal',
  ])('ignores %j', (prefer) => {
    expect(preferring(prefer)).toEqual({});
  });

  it('goes on behind what it cannot read', () => {
    expect(preferring('@@=?, wait=(5), wait=4')).toEqual({ waitSeconds: 4 });
  });
});

describe('preferenceApplied', () => {
  it('names what was followed, and is absent when nothing was', () => {
    expect(preferenceApplied({ respondAsync: true, waitSeconds: 25 })).toEqual({
      'preference-applied': 'respond-async, wait=25',
    });
    expect(preferenceApplied({ waitSeconds: 0 })).toEqual({ 'preference-applied': 'wait=0' });
    expect(preferenceApplied({})).toEqual({});
  });
});
