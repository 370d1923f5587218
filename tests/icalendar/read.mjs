// SPDX-License-Identifier: Apache-2.0
// read.mjs PRINT_FEED: reads a feed of ours with the npm package `ical.js`, and holds it against what it was made of.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import ICAL from "ical.js";

const made = JSON.parse(execFileSync(process.argv[2], { encoding: "utf8", maxBuffer: 1 << 26 }));

/** A DATE as its day, a DATE-TIME as its instant in UTC. */
function timeOf(value) {
  if (!value) return null;
  if (value.isDate) return value.toString();
  assert.notEqual(value.zone, ICAL.Timezone.localTimezone, "a time without a zone");
  return new Date(value.toUnixTime() * 1000).toISOString().replace(".000Z", "Z");
}

function eventOf(component) {
  const value = (name) => component.getFirstPropertyValue(name);
  const text = (name) => value(name) ?? "";
  return {
    uid: text("uid"),
    sequence: value("sequence"),
    stamp: timeOf(value("dtstamp")),
    start: timeOf(value("dtstart")),
    end: timeOf(value("dtend")),
    status: text("status"),
    transparent: value("transp") === "TRANSPARENT",
    summary: text("summary"),
    description: text("description"),
    location: text("location"),
    url: text("url"),
    categories: component.getAllProperties("categories").flatMap((one) => one.getValues()),
  };
}

/** What a calendar program would show of these bytes. */
function read(bytes) {
  const calendar = new ICAL.Component(ICAL.parse(bytes));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return calendar;
}

const eventsOf = (calendar) => calendar.getAllSubcomponents("vevent").map(eventOf);

test("every event is found, with its times and texts", () => {
  assert.ok(made.events.length >= 16);
  assert.deepEqual(eventsOf(read(made.feed)), made.events);
});

test("the calendar says what it is", () => {
  const calendar = read(made.feed);
  const value = (name) => calendar.getFirstPropertyValue(name);
  assert.equal(value("version"), "2.0");
  assert.equal(value("method"), "PUBLISH");
  assert.equal(value("name"), made.name);
  assert.equal(value("x-wr-calname").replace(/\\([\\;,])/g, "$1"), made.name); // ical.js leaves X- values as they are
  assert.equal(String(value("refresh-interval")), "PT1H");
  assert.equal(calendar.getAllSubcomponents("vtimezone").length, 1);
});

test("written by ical.js and read again it is equal", () => {
  const again = read(read(made.feed).toString());
  assert.deepEqual(eventsOf(again), made.events);
});
