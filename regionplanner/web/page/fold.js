// Spellings of one name: "Mol" and "mol", "Sint-Niklaas" and "sint niklaas", "Liège" and "liege".

/** @param {string} text */
export const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * Small letters without accents, in words.
 * @param {string} text
 */
export const inWords = (text) => bare(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/**
 * The same for all spellings; signs alone, such as "...", are a name too.
 * @param {string} text
 */
export const fold = (text) => inWords(text) || bare(text).trim();
