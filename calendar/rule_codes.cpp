// SPDX-License-Identifier: Apache-2.0
#include "calendar/rule_codes.hpp"

namespace inspectord {

std::string_view time_unit_code(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::day:
      return "day";
    case TimeUnit::working_day:
      return "working_day";
    case TimeUnit::week:
      return "week";
    case TimeUnit::half_month:
      return "half_month";
    case TimeUnit::month:
      return "month";
    case TimeUnit::half_year:
      return "half_year";
    case TimeUnit::year:
      return "year";
  }
  return "day";
}

std::string_view day_kind_code(DayKind kind) {
  switch (kind) {
    case DayKind::working:
      return "working";
    case DayKind::weekend:
      return "weekend";
    case DayKind::holiday:
      return "holiday";
    case DayKind::in_lieu:
      return "in_lieu";
    case DayKind::swapped_off:
      return "swapped_off";
    case DayKind::swapped_work:
      return "swapped_work";
  }
  return "working";
}

std::string_view year_standing_code(YearStanding standing) {
  switch (standing) {
    case YearStanding::decided:
      return "decided";
    case YearStanding::provisional:
      return "provisional";
    case YearStanding::unknown:
      return "unknown";
  }
  return "unknown";
}

std::string_view frequency_code(Frequency frequency) {
  switch (frequency) {
    case Frequency::daily:
      return "daily";
    case Frequency::weekly:
      return "weekly";
    case Frequency::monthly:
      return "monthly";
    case Frequency::quarterly:
      return "quarterly";
    case Frequency::half_yearly:
      return "half_yearly";
    case Frequency::yearly:
      return "yearly";
    case Frequency::unspecified:
      return "unspecified";
  }
  return "unspecified";
}

std::string_view period_code(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::month:
      return "month";
    case PeriodKind::quarter:
      return "quarter";
    case PeriodKind::half_year:
      return "half_year";
    case PeriodKind::nine_months:
      return "nine_months";
    case PeriodKind::year:
      return "year";
  }
  return "year";
}

std::string_view point_code(PointOf point) {
  switch (point) {
    case PointOf::beginning:
      return "beginning";
    case PointOf::middle:
      return "middle";
    case PointOf::end:
      return "end";
  }
  return "end";
}

}  // namespace inspectord
