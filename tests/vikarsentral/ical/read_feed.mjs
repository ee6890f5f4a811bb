// Read a feed, from a file or from its address, with one of two JavaScript calendar readers,
// and print what it understood.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const [reader, place] = process.argv.slice(2);
const remote = place.startsWith("http");

async function text() {
  return remote ? (await fetch(place)).text() : readFileSync(place, "utf8");
}

async function byIcalJs() {
  const calendar = new ICAL.Component(ICAL.parse(await text()));
  return calendar.getAllSubcomponents("vevent").map((part) => {
    const event = new ICAL.Event(part);
    return {
      uid: event.uid,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      title: event.summary,
      location: event.location,
      status: part.getFirstPropertyValue("status"),
    };
  });
}

async function byNodeIcal() {
  const parts = remote
    ? await nodeIcal.async.fromURL(place)
    : nodeIcal.sync.parseICS(await text());
  return Object.values(parts)
    .filter((part) => part.type === "VEVENT")
    .map((event) => ({
      uid: event.uid,
      start: event.start.toISOString(),
      end: event.end.toISOString(),
      title: event.summary,
      location: event.location,
      status: event.status,
    }));
}

const readers = { "ical.js": byIcalJs, "node-ical": byNodeIcal };
process.stdout.write(JSON.stringify(await readers[reader]()));
