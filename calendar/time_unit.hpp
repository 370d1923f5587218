// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace inspectord {

/// What a limit is counted in (Civil Code 2015 Art. 146 to 148).
enum class TimeUnit {
  day,          ///< "ngày": every day counts.
  working_day,  ///< "ngày làm việc": days off are skipped.
  week,         ///< Seven days.
  half_month,   ///< "nửa tháng": fifteen days.
  month,        ///< To the day of the same number, or the last of a shorter month.
  half_year,    ///< Six months.
  year,         ///< Twelve months.
};

}  // namespace inspectord
