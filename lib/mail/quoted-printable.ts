/** Characters of an encoded line, the `=` of a soft line break not counted. */
const longestLine = 75;

/** What cannot stand for itself: everything but printable ASCII and tabs, and the `=` that all the rest begins with. */
const special = /[^\t\n\x20-\x3c\x3e-\x7e]+/g;

const octets = (text: string): string =>
  Buffer.from(text).toString('hex').toUpperCase().replace(/../g, '=$&');

/** Breaks a line where it is too long, never within an encoded byte. */
function withSoftBreaks(line: string): string {
  if (line.length <= longestLine) return line;
  const pieces: string[] = [];
  let start = 0;
  while (line.length - start > longestLine) {
    let end = start + longestLine;
    if (line[end - 1] === '=') end -= 1;
    else if (line[end - 2] === '=') end -= 2;
    pieces.push(line.slice(start, end));
    start = end;
  }
  return [...pieces, line.slice(start)].join('=\r\n');
}

/**
 * Encodes text so that it passes every mail server: ASCII, in lines of at most 76 characters, the text's own line
 * breaks as CRLF. https://www.rfc-editor.org/rfc/rfc2045#section-6.7
 */
export function quotedPrintable(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(special, octets)
    .replace(/[\t ]+$/gm, octets)
    .split('\n')
    .map(withSoftBreaks)
    .join('\r\n');
}
