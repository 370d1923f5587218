// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"

#include <chrono>

// Where moon and sun stand, as far as a calendar asks (J. Meeus, Astronomical Algorithms, chapters
// 25 and 49). Between 1900 and 2199 new moons are right within a minute; the sun within 0.01
// degrees.

namespace inspectord {

/// The civil day of a new moon; number 0 is that of 6 January 2000, 1 the next.
std::chrono::sys_days new_moon_day(int number, std::chrono::hours meridian);

/// The number of the last new moon whose day is not after this day.
int new_moon_on_or_before(std::chrono::sys_days day, std::chrono::hours meridian);

/// The twelfth of the ecliptic in which the sun stands as the day begins: 0 from the March equinox,
/// 9 from the December solstice.
int major_term(std::chrono::sys_days day, std::chrono::hours meridian);

}  // namespace inspectord
