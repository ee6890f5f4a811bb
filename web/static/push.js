// Offers messages in this browser where it can show them; without scripts nothing is offered.

const box = document.getElementById("varsler");

if (box && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  start().catch(() => tell(box.dataset.failed));
}

async function start() {
  const worker = await navigator.serviceWorker.getRegistration("/");
  const held = worker ? await worker.pushManager.getSubscription() : null;
  const on = box.querySelector("[data-on]");
  const off = box.querySelector("[data-off]");
  box.hidden = false;
  on.hidden = Boolean(held);
  off.hidden = !held;
  if (held) off.querySelector("[name=endpoint]").value = held.endpoint;
  on.addEventListener("click", () => subscribe().catch(() => tell(box.dataset.failed)));
  off.addEventListener("submit", () => held && held.unsubscribe());
}

async function subscribe() {
  if ((await Notification.requestPermission()) !== "granted") {
    tell(box.dataset.denied);
    return;
  }
  await navigator.serviceWorker.register("/varsler.js", { scope: "/" });
  const worker = await navigator.serviceWorker.ready;
  const held = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytes(box.dataset.key),
  });
  const { endpoint, keys } = held.toJSON();
  const response = await fetch(box.dataset.address, {
    method: "POST",
    headers: { "X-CSRFToken": box.dataset.token },
    body: new URLSearchParams({ endpoint, ...keys }),
  });
  if (response.ok) {
    location.reload();
    return;
  }
  await held.unsubscribe();
  tell(box.dataset.failed);
}

function tell(text) {
  box.hidden = false;
  box.querySelector("[data-told]").textContent = text;
}

function bytes(told) {
  const raw = atob(told.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(raw, (sign) => sign.charCodeAt(0));
}
