/** What a text may hold: one line; several lines, as people write notes; or the text of a file as somebody else wrote it. */
export type TextKind = 'LINE' | 'LINES' | 'FILE';

/** Nearly every text is plain ASCII, which needs no further look. */
const PLAIN = /^[\x20-\x7e]*$/;
const LONE_SURROGATE = /\p{Cs}/u;
/** Control characters (Cc), line and paragraph separators, marks that turn the direction of what follows, and spaces that nobody sees. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u;
const UNSEEN_IN_LINES = /(?![\t\n\r])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u;
const UNSEEN_IN_FILE = /(?![\t\n\r])\p{Cc}/u;

/**
 * What is wrong with a text of the wire; undefined when nothing is. Two texts that look the same must be the same, or one receipt could be told twice:
 * so there is one form of every letter (NFC, Unicode Standard Annex 15), and nothing that is not seen.
 */
export function faultOfText(text: string, kind: TextKind): { readonly code: string; readonly detail: string } | undefined {
  if (PLAIN.test(text)) return undefined;
  if (LONE_SURROGATE.test(text)) return { code: 'lone_surrogate', detail: 'Send whole characters: half of a surrogate pair stands alone here.' };
  if ((kind === 'LINE' ? UNSEEN : kind === 'LINES' ? UNSEEN_IN_LINES : UNSEEN_IN_FILE).test(text)) {
    return { code: 'control_character', detail: kind === 'LINE' ? 'Send one line without control characters and marks that nobody sees.' : 'Send text without control characters; line breaks and tabs may stand here.' };
  }
  if (kind !== 'FILE' && text.normalize('NFC') !== text) return { code: 'not_nfc', detail: 'Send the text in Unicode normalization form C (NFC): letters and their accents as one character.' };
  return undefined;
}
