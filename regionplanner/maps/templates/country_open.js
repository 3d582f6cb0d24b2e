// Opens what is packed, and then the page; a browser that cannot do so says what is needed.
(async () => {
  const failed = (key) => {
    const { words } = JSON.parse(document.getElementById("data").textContent);
    const note = document.getElementById("trouble");
    note.textContent = words[key];
    note.hidden = false;
    document.getElementById("opening").hidden = true;
  };
  // Base 64, deflated (RFC 1950)
  const bytesOf = async (id) => {
    const text = atob(document.getElementById(`packed-${id}`).textContent);
    const packed = new Uint8Array(text.length);
    for (let n = 0; n < text.length; n += 1) packed[n] = text.charCodeAt(n);
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };
  if (typeof DecompressionStream === "undefined") {
    failed("too_old");
    return;
  }
  try {
    const [told, afar] = await Promise.all([bytesOf("told"), bytesOf("afar")]);
    opened(JSON.parse(new TextDecoder().decode(told)), afar, bytesOf);
    document.getElementById("opening").hidden = true;
  } catch (error) {
    failed("unreadable");
    throw error;
  }
})();
