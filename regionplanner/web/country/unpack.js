// What is packed into the page: base 64, deflated (RFC 1950).

/** Whether the browser can unpack it. */
export const canUnpack = () => typeof DecompressionStream !== "undefined";

/** @param {string} id */
export const bytesOf = async (id) => {
  const text = atob(document.getElementById(`packed-${id}`)?.textContent ?? "");
  const packed = new Uint8Array(text.length); // filled in a loop, which is much quicker than from()
  for (let n = 0; n < text.length; n += 1) packed[n] = text.charCodeAt(n);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};
