import fc from 'fast-check';
import { childrenNamed, childText, readXml } from './read-xml.ts';
import { writeXml } from './write-xml.ts';

describe('writeXml and readXml', () => {
  it('give back any text that was written', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.string(), (keys, name) => {
        const read = readXml(writeXml({ root: 'Result', content: { Name: name, Key: keys, Absent: undefined } }));

        expect(read && childrenNamed(read, 'Key').map(({ text }) => text)).toEqual(keys);
        expect(read && childText(read, 'Name')).toBe(name);
        expect(read && childText(read, 'Absent')).toBeUndefined();
      }),
    );
  });

  it('reads nothing else than one whole document', () => {
    const documents = [
      '',
      'x',
      '<a>',
      '</a>',
      '<a></b>',
      '<a/><b/>',
      '<a>&nbsp;</a>',
      '<a>&</a>',
      '<a b=c/>',
      '<a>&#x110000;</a>',
    ];

    expect(documents.map(readXml)).toEqual(documents.map(() => undefined));
  });

  it('refuses documents that bring their own definitions or bury their content', () => {
    expect(readXml('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')).toBeUndefined();
    expect(readXml(`${'<a>'.repeat(40)}${'</a>'.repeat(40)}`)).toBeUndefined();
  });

  it('never throws, whatever it is given', () => {
    const piece = fc.constantFrom('<a>', '</a>', '<a/>', 'x', '&amp;', '&', '<', '>', '<!--', '-->', '<?x?>', ' ');

    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const read = readXml(pieces.join(''));

        expect(read === undefined || read.name === 'a').toBe(true);
      }),
    );
  });
});
