// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/written_days.hpp"
#include "calendar/phrases/written_hours.hpp"

namespace inspectord {

/// Days with their hours and weekday, in whatever order the paper has them: "8h00, Thứ Ba, ngày
/// 18/10/2022", "ngày 28/5/2024 (thứ Ba)". Has days or hours.
struct WrittenMoments {
  std::optional<WrittenDays> days{};
  std::optional<WrittenHours> hours{};
  std::optional<LocalTime> last_hour{};  ///< Of the last day: "từ 8h ngày 20/5 đến 17h ngày 21/5".
  std::optional<std::chrono::weekday> weekday{};
  std::optional<std::chrono::weekday> last_weekday{};  ///< Of the last day of a range.
  std::size_t end = 0;
  bool before_hour = false;  ///< "ngày D, trước 17 giờ": the hour binds the day.
  bool marked = false;       ///< Words show that it is a day: "ngày", "Thứ Ba", "sáng".
};

std::optional<WrittenMoments> written_moments_at(const Tokens&, std::size_t i);

/// Its days and hours as dates of the phrase; a weekday that does not fit is asked for.
void settle_moments(const WrittenMoments&, std::optional<int> context_year, Phrase&);

}  // namespace inspectord
