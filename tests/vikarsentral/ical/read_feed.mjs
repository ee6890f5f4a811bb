// Read a feed with one of two JavaScript calendar readers and print what it understood.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

function byIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
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

function byNodeIcal(text) {
  return Object.values(nodeIcal.sync.parseICS(text))
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
const [reader, file] = process.argv.slice(2);
process.stdout.write(JSON.stringify(readers[reader](readFileSync(file, "utf8"))));
