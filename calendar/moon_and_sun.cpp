// SPDX-License-Identifier: Apache-2.0
#include "calendar/moon_and_sun.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace inspectord {
namespace {

using std::chrono::sys_days;

constexpr double unix_epoch = 2440587.5;  ///< Julian day of 1970-01-01T00:00Z.
constexpr double j2000 = 2451545.0;
constexpr double days_per_century = 36525;

double sine(double degrees) {
  return std::sin(std::fmod(degrees, 360) * std::numbers::pi / 180);
}

double julian_day(sys_days day, std::chrono::hours meridian) {
  return unix_epoch + day.time_since_epoch().count() - static_cast<double>(meridian.count()) / 24;
}

sys_days civil_day(double julian_day, std::chrono::hours meridian) {
  const double local = julian_day - unix_epoch + static_cast<double>(meridian.count()) / 24;
  return sys_days{std::chrono::days{static_cast<int>(std::floor(local))}};
}

/// Terrestrial minus universal time, in days: polynomials of Espenak and Meeus (NASA, 2006).
double clock_difference(double julian_day) {
  const double year = 2000 + (julian_day - j2000) / 365.25;
  const auto seconds = [&]() -> double {
    if (year < 1920) {
      const double t = year - 1900;
      return -2.79 + t * (1.494119 + t * (-0.0598939 + t * (0.0061966 - t * 0.000197)));
    }
    if (year < 1941) {
      const double t = year - 1920;
      return 21.20 + t * (0.84493 + t * (-0.076100 + t * 0.0020936));
    }
    if (year < 1961) {
      const double t = year - 1950;
      return 29.07 + t * (0.407 + t * (-1.0 / 233 + t / 2547));
    }
    if (year < 1986) {
      const double t = year - 1975;
      return 45.45 + t * (1.067 + t * (-1.0 / 260 - t / 718));
    }
    if (year < 2005) {
      const double t = year - 2000;
      return 63.86 + t * (0.3345 + t * (-0.060374 + t * (0.0017275 + t * 0.000651814)));
    }
    if (year < 2050) {
      const double t = year - 2000;
      return 62.92 + t * (0.32217 + t * 0.005589);
    }
    const double u = (year - 1820) / 100;
    return -20 + 32 * u * u - (year < 2150 ? 0.5628 * (2150 - year) : 0);
  }();
  return seconds / 86400;
}

/// One term of a series: coefficient times a power of E times the sine of whole multiples of the
/// arguments.
struct Term {
  double coefficient;
  int eccentricity;  ///< Power of the factor for the eccentricity of the earth's orbit.
  int sun, moon, latitude, node;
};

constexpr std::array new_moon_terms{
    Term{-0.40720, 0, 0, 1, 0, 0}, Term{0.17241, 1, 1, 0, 0, 0},    Term{0.01608, 0, 0, 2, 0, 0},
    Term{0.01039, 0, 0, 0, 2, 0},  Term{0.00739, 1, -1, 1, 0, 0},   Term{-0.00514, 1, 1, 1, 0, 0},
    Term{0.00208, 2, 2, 0, 0, 0},  Term{-0.00111, 0, 0, 1, -2, 0},  Term{-0.00057, 0, 0, 1, 2, 0},
    Term{0.00056, 1, 1, 2, 0, 0},  Term{-0.00042, 0, 0, 3, 0, 0},   Term{0.00042, 1, 1, 0, 2, 0},
    Term{0.00038, 1, 1, 0, -2, 0}, Term{-0.00024, 1, -1, 2, 0, 0},  Term{-0.00017, 0, 0, 0, 0, 1},
    Term{-0.00007, 0, 2, 1, 0, 0}, Term{0.00004, 0, 0, 2, -2, 0},   Term{0.00004, 0, 3, 0, 0, 0},
    Term{0.00003, 0, 1, 1, -2, 0}, Term{0.00003, 0, 0, 2, 2, 0},    Term{-0.00003, 0, 1, 1, 2, 0},
    Term{0.00003, 0, -1, 1, 2, 0}, Term{-0.00002, 0, -1, 1, -2, 0}, Term{-0.00002, 0, 1, 3, 0, 0},
    Term{0.00002, 0, 0, 4, 0, 0},
};

/// What the planets add: coefficient and argument (degrees at new moon 0, degrees a new moon).
struct Pull {
  double coefficient, start, rate;
};

constexpr std::array planet_pulls{
    Pull{0.000325, 299.77, 0.107408},  Pull{0.000165, 251.88, 0.016321},
    Pull{0.000164, 251.83, 26.651886}, Pull{0.000126, 349.42, 36.412478},
    Pull{0.000110, 84.66, 18.206239},  Pull{0.000062, 141.74, 53.303771},
    Pull{0.000060, 207.14, 2.453732},  Pull{0.000056, 154.84, 7.306860},
    Pull{0.000047, 34.52, 27.261239},  Pull{0.000042, 207.19, 0.121824},
    Pull{0.000040, 291.34, 1.844379},  Pull{0.000037, 161.72, 24.198154},
    Pull{0.000035, 239.56, 25.513099}, Pull{0.000023, 331.55, 3.592518},
};

/// Julian day of a new moon, in universal time.
double new_moon(int number) {
  const double k = number;
  const double t = k / 1236.85;
  const double mean = 2451550.09766 + 29.530588861 * k +
                      t * t * (0.00015437 + t * (-0.000000150 + t * 0.00000000073));
  const double sun = 2.5534 + 29.10535670 * k - t * t * (0.0000014 + t * 0.00000011);
  const double moon =
      201.5643 + 385.81693528 * k + t * t * (0.0107582 + t * (0.00001238 - t * 0.000000058));
  const double latitude =
      160.7108 + 390.67050284 * k - t * t * (0.0016118 + t * (0.00000227 - t * 0.000000011));
  const double node = 124.7746 - 1.56375588 * k + t * t * (0.0020672 + t * 0.00000215);
  const double eccentricity = 1 - t * (0.002516 + t * 0.0000074);

  double correction = 0;
  for (const auto& term : new_moon_terms) {
    correction +=
        term.coefficient * std::pow(eccentricity, term.eccentricity) *
        sine(term.sun * sun + term.moon * moon + term.latitude * latitude + term.node * node);
  }
  for (const auto& pull : planet_pulls) {
    const double bend = &pull == &planet_pulls.front() ? -0.009173 * t * t : 0;
    correction += pull.coefficient * sine(pull.start + pull.rate * k + bend);
  }
  const double terrestrial = mean + correction;
  return terrestrial - clock_difference(terrestrial);
}

/// Apparent longitude of the sun, 0 to 360 degrees.
double sun_longitude(double julian_day) {
  const double t = (julian_day + clock_difference(julian_day) - j2000) / days_per_century;
  const double mean = 280.46646 + t * (36000.76983 + t * 0.0003032);
  const double anomaly = 357.52911 + t * (35999.05029 - t * 0.0001537);
  const double centre = (1.914602 - t * (0.004817 + t * 0.000014)) * sine(anomaly) +
                        (0.019993 - t * 0.000101) * sine(2 * anomaly) +
                        0.000289 * sine(3 * anomaly);
  const double nutation = -0.00569 - 0.00478 * sine(125.04 - 1934.136 * t);
  const double longitude = std::fmod(mean + centre + nutation, 360);
  return longitude < 0 ? longitude + 360 : longitude;
}

}  // namespace

sys_days new_moon_day(int number, std::chrono::hours meridian) {
  return civil_day(new_moon(number), meridian);
}

int new_moon_on_or_before(sys_days day, std::chrono::hours meridian) {
  const double since = julian_day(day, meridian) - 2451550.1;
  int number = static_cast<int>(std::floor(since / 29.530588861)) + 1;
  while (new_moon_day(number, meridian) > day) --number;
  return number;
}

int major_term(sys_days day, std::chrono::hours meridian) {
  return static_cast<int>(sun_longitude(julian_day(day, meridian)) / 30);
}

}  // namespace inspectord
