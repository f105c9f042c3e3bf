// The two requests the page makes: look at the screen, and do something. Nothing is kept here;
// app.js decides what to ask for and when.

/** Waits for a screen newer than `since` (or any, without it).
 *  Throws `GoneError` when the server does not know what was asked for. */
export async function screen(selection, since, signal) {
  const query = new URLSearchParams();
  for (const name of ["as", "conversation", "thread"]) if (selection[name]) query.set(name, selection[name]);
  if (since !== null) query.set("since", since);
  const answer = await fetch(`/ui/screen?${query}`, { signal, cache: "no-store" });
  if (answer.status >= 400 && answer.status < 500) throw new GoneError();
  if (!answer.ok) throw new Error(`the sandbox answered ${answer.status}`);
  return answer.json();
}

/** What was asked for does not exist (any more): a link from an earlier run, most often. */
export class GoneError extends Error {}

/** Does one thing as one person: `act("U1", "post", { conversation, text })`.
 *  Always resolves, to `{ ok: true }` or `{ ok: false, error: "a sentence" }`. */
export async function act(as, verb, details) {
  try {
    const answer = await fetch("/ui/act", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ as, do: verb, ...details }),
    });
    const outcome = await answer.json().catch(() => null);
    if (outcome && typeof outcome.ok === "boolean") return outcome;
    return { ok: false, error: `The sandbox did not understand that (${answer.status}).` };
  } catch {
    return { ok: false, error: "The sandbox does not answer. Is it still running?" };
  }
}
