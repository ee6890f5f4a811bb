// Shows messages from the vikarsentral, and answers a question with one tap.
// Opening a notification decides nothing; only a tap on one of its buttons does.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  event.waitUntil(show(event.data));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const told = event.notification.data;
  const isAnswer = told.answers.some((one) => one.action === event.action);
  event.waitUntil(isAnswer ? answer(event.notification, event.action) : open(told.url));
});

async function show(data) {
  const told = read(data);
  await self.registration.showNotification(told.title, {
    body: told.body,
    lang: told.lang,
    tag: told.tag,
    actions: told.answers,
    data: told,
    icon: "/static/mark.svg",
  });
}

// A message that cannot be read still leads to where everything stands.
function read(data) {
  const plain = { title: "Vikarsentralen", body: "", url: "/mine-vakter", answers: [], tag: "" };
  try {
    return { ...plain, ...data.json() };
  } catch {
    return plain;
  }
}

async function answer(notification, said) {
  const told = notification.data;
  let text = told.lost;
  let isTaken = false;
  try {
    const response = await fetch(`${path(told.url)}/trykk`, {
      method: "POST",
      body: new URLSearchParams({ svar: said }),
      redirect: "error",
    });
    if (response.ok) {
      text = (await response.json()).text;
      isTaken = true;
    }
  } catch {
    // The net is away: the question stays, and is answered by the next tap.
  }
  await self.registration.showNotification(notification.title, {
    body: text,
    lang: told.lang,
    tag: told.tag,
    actions: isTaken ? [] : told.answers,
    data: { ...told, answers: isTaken ? [] : told.answers },
    icon: "/static/mark.svg",
  });
}

async function open(url) {
  await self.clients.openWindow(path(url));
}

// Only our own pages are opened or answered, whatever a message says.
function path(url) {
  const told = new URL(url, self.location.origin);
  return told.origin === self.location.origin ? told.pathname : "/mine-vakter";
}
