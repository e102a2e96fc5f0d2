// Numbers as people type them.

// "1.234" and "01234" are stored as 1234; "" is not 0.
export function plain(text) {
  const typed = text.trim();
  const digits = /^\d{1,3}([.,\s]\d{3})+$/.test(typed) ? typed.replace(/\D/g, "") : typed;
  return /^\d+$/.test(digits) ? String(Number(digits)) : typed;
}

export const numberIn = (text) => Number(plain(text)) || 0;
