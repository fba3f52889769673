/** Which consent text is in force. The screen shows it by this key; the session and the sealed application record it. */
export const consentVersion = '2026-11-1';
