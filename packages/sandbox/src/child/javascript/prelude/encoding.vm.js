/* TextEncoder, TextDecoder (UTF-8, UTF-16LE, Latin-1), atob and btoa. */

() => {
  const labels = {
    'utf-8': 'utf-8',
    utf8: 'utf-8',
    'utf-16le': 'utf-16le',
    'utf-16': 'utf-16le',
    latin1: 'windows-1252',
    'iso-8859-1': 'windows-1252',
    ascii: 'windows-1252',
    'us-ascii': 'windows-1252',
  };

  class TextEncoder {
    get encoding() {
      return 'utf-8';
    }
    encode(input = '') {
      const bytes = [];
      for (const character of String(input)) {
        const point = character.codePointAt(0);
        const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
        if (code < 0x80) bytes.push(code);
        else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
        else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
        else {
          bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
        }
      }
      return new Uint8Array(bytes);
    }
    encodeInto(input, target) {
      let read = 0;
      let written = 0;
      for (const character of String(input)) {
        const bytes = this.encode(character);
        if (written + bytes.length > target.length) break;
        target.set(bytes, written);
        written += bytes.length;
        read += character.length;
      }
      return { read, written };
    }
  }

  /** Valid second bytes depend on the first: no overlong forms, no surrogates, nothing above U+10FFFF. */
  const sequenceOf = (lead) => {
    if (lead >= 0xc2 && lead <= 0xdf) return { more: 1, low: 0x80, high: 0xbf, bits: lead & 0x1f };
    if (lead >= 0xe0 && lead <= 0xef) {
      return { more: 2, low: lead === 0xe0 ? 0xa0 : 0x80, high: lead === 0xed ? 0x9f : 0xbf, bits: lead & 0x0f };
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
      return { more: 3, low: lead === 0xf0 ? 0x90 : 0x80, high: lead === 0xf4 ? 0x8f : 0xbf, bits: lead & 0x07 };
    }
    return undefined;
  };
  const decodeUtf8 = (bytes, isFatal) => {
    let text = '';
    const replace = () => {
      if (isFatal) throw new TypeError('The encoded data was not valid for encoding utf-8.');
      text += '\ufffd';
    };
    for (let at = 0; at < bytes.length; ) {
      const lead = bytes[at];
      at += 1;
      if (lead < 0x80) {
        text += String.fromCharCode(lead);
        continue;
      }
      const sequence = sequenceOf(lead);
      let { more = 0, low, high, bits: point } = sequence ?? {};
      while (more > 0 && bytes[at] >= low && bytes[at] <= high) {
        point = (point << 6) | (bytes[at] & 63);
        at += 1;
        more -= 1;
        low = 0x80;
        high = 0xbf;
      }
      if (!sequence || more > 0) replace();
      else text += String.fromCodePoint(point);
    }
    return text;
  };
  const decodeUtf16 = (bytes) => {
    let text = '';
    for (let at = 0; at + 1 < bytes.length; at += 2) text += String.fromCharCode(bytes[at] | (bytes[at + 1] << 8));
    return bytes.length % 2 === 0 ? text : `${text}\ufffd`;
  };
  const decodeLatin1 = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const bytesOf = (input = new Uint8Array(0)) =>
    ArrayBuffer.isView(input)
      ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
      : new Uint8Array(input);

  class TextDecoder {
    constructor(label = 'utf-8', { fatal = false, ignoreBOM = false } = {}) {
      this.encoding = labels[String(label).trim().toLowerCase()];
      if (!this.encoding)
        throw new RangeError(`The encoding ${label} is not supported; utf-8, utf-16le and latin1 are.`);
      this.fatal = Boolean(fatal);
      this.ignoreBOM = Boolean(ignoreBOM);
    }
    decode(input) {
      const bytes = bytesOf(input);
      if (this.encoding === 'windows-1252') return decodeLatin1(bytes);
      const text = this.encoding === 'utf-8' ? decodeUtf8(bytes, this.fatal) : decodeUtf16(bytes);
      return !this.ignoreBOM && text.startsWith('\ufeff') ? text.slice(1) : text;
    }
  }

  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const btoa = (input) => {
    const text = String(input);
    let result = '';
    for (let at = 0; at < text.length; at += 3) {
      const codes = [0, 1, 2].map((step) => text.charCodeAt(at + step));
      if (codes.some((code) => code > 255)) throw new RangeError('btoa takes characters up to U+00FF only.');
      const bits = ((codes[0] || 0) << 16) | ((codes[1] || 0) << 8) | (codes[2] || 0);
      const left = text.length - at;
      result += alphabet[bits >> 18] + alphabet[(bits >> 12) & 63];
      result += (left > 1 ? alphabet[(bits >> 6) & 63] : '=') + (left > 2 ? alphabet[bits & 63] : '=');
    }
    return result;
  };
  const atob = (input) => {
    const text = String(input)
      .replace(/[\t\n\f\r ]/g, '')
      .replace(/={1,2}$/, '');
    if (text.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(text))
      throw new RangeError('atob was given text that is not base64.');
    let bits = 0;
    let count = 0;
    let result = '';
    for (const character of text) {
      bits = ((bits << 6) | alphabet.indexOf(character)) & 0xffffff;
      count += 6;
      if (count >= 8) {
        count -= 8;
        result += String.fromCharCode((bits >> count) & 255);
      }
    }
    return result;
  };
  return { TextEncoder, TextDecoder, atob, btoa };
};
