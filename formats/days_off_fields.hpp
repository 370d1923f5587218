// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off_data.hpp"
#include "formats/decoder.hpp"
#include "formats/fields.hpp"

// The keys of a calendar of days off, and what holds for several of them.

namespace inspectord {

// Each text on one line: it comes into mails.
void check(const NamedDays&, const Spot&, Decoder&);
void check(const Swap&, const Spot&, Decoder&);
void check(const DaysOffDecision&, const Spot&, Decoder&);
void check(const DaysOffData&, const Spot&, Decoder&);  ///< Also what no calendar can mean.

template <class Fields>
void fields(Fields& f, Of<NamedDays>) {
  f.field("day", &NamedDays::day, Need::required);
  f.field("until", &NamedDays::until);
  f.field("name", &NamedDays::name);
  f.field("in_lieu", &NamedDays::in_lieu);
}

template <class Fields>
void fields(Fields& f, Of<Swap>) {
  f.field("off", &Swap::off, Need::required);
  f.field("worked", &Swap::worked, Need::required);
  f.field("name", &Swap::name);
}

template <class Fields>
void fields(Fields& f, Of<DaysOffDecision>) {
  f.field("source", &DaysOffDecision::source, Need::required);
  f.field("decided_on", &DaysOffDecision::decided_on);
  f.field("valid_from", &DaysOffDecision::valid_from, Need::required);
  f.field("settles", &DaysOffDecision::settles);
  f.field("off", &DaysOffDecision::off);
  f.field("worked", &DaysOffDecision::worked);
  f.field("swaps", &DaysOffDecision::swaps);
  f.field("note", &DaysOffDecision::note);
}

template <class Fields>
void fields(Fields& f, Of<DaysOffData>) {
  f.document("inspectord-days-off/1");
  f.field("calendar", &DaysOffData::calendar, Need::required);
  f.field("version", &DaysOffData::version, Need::required);
  f.field("title", &DaysOffData::title);
  f.field("decisions", &DaysOffData::decisions, Need::required);
}

}  // namespace inspectord
