// What the desk asks its server, and what it hears: one stream for all pages of a browser.

/** @import { DeskEvents, DeskFailure } from "../types.d.ts" */

const CHANNEL = "regionplanner-desk";

/**
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<DeskFailure | null>} Why it was not done; null when it was.
 */
export const ask = async (path, body = {}) => {
  try {
    const answer = await fetch(path, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
    });
    if (answer.ok) return null;
    return answer.headers.get("content-type")?.includes("json") ? await answer.json()
      : { key: "desk_refused" };
  } catch {
    return { key: "desk_gone" };
  }
};

/**
 * Hear what happens. A browser opens six streams a server: one page hears for all, and the next
 * takes over when it is closed.
 * @param {(name: keyof DeskEvents, text: string) => void} hear
 */
export const listen = (hear) => {
  const others = new BroadcastChannel(CHANNEL);
  /** @type {Map<keyof DeskEvents, string>} */
  const last = new Map(); // of the page that hears for all
  others.addEventListener("message", ({ data: [name, text] }) => {
    if (name !== "hello") hear(name, text);
    else last.forEach((known, of) => others.postMessage([of, known]));
  });
  /** @param {keyof DeskEvents} name @param {string} text */
  const tell = (name, text) => {
    if (name !== "gone") last.set(name, text);
    hear(name, text);
    others.postMessage([name, text]);
  };
  others.postMessage(["hello"]);
  navigator.locks.request(CHANNEL, () => new Promise(() => {
    const stream = new EventSource("/events");
    /** @type {(keyof DeskEvents)[]} */
    (["desk", "plan", "shelf", "offered"]).forEach((name) => {
      stream.addEventListener(name, ({ data }) => tell(name, data));
    });
    stream.addEventListener("error", () => tell("gone", ""));
  }));
};
