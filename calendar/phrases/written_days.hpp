// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase.hpp"
#include "calendar/phrases/tokens.hpp"

#include <optional>
#include <vector>

namespace inspectord {

/// A day as a paper writes it, with what it leaves out. The numbers may name no day that exists.
struct WrittenDay {
  std::optional<int> year{};
  std::optional<int> year_offset{};  ///< "năm sau": 1 from the year of the paper.
  std::optional<unsigned> month{}, day{};
  bool short_year = false;  ///< `year` has two digits: "05/10/22".
  bool gaps = false;        ///< A form with gaps: "ngày …. tháng 4 năm 2024".
};

/// A day, or a range of days.
struct WrittenSpan {
  WrittenDay first;
  std::optional<WrittenDay> last{};
  std::size_t begin = 0, end = 0;  ///< Its tokens.
};

/// Days in a row as a paper writes them: "14-27/7", "20, 21 và 22/5/2024".
struct WrittenDays {
  std::vector<WrittenSpan> spans{};
  std::size_t end = 0;     ///< The token after them.
  bool marked = false;     ///< "ngày" stands before one of them.
  bool separated = false;  ///< Signs hold a day together that has no year: "20-5", "13.3", "1/6".
  bool two_readings = false;  ///< "ngày 5-10": a day and month, or two days (or two figures).
};

/// The days that start at `i`, after "từ" where there is one; nullopt where none do. Looks at a
/// bounded number of tokens. `said`: a weekday, an hour or "sáng" before says that days follow;
/// else a row does not begin with a bare number that may be a name: "Phường 12, ngày 18/6/2026".
std::optional<WrittenDays> written_days_at(const Tokens&, std::size_t i, bool said = false);

/// "-", "đến", "->", "÷" between the ends of a range: the tokens of it, else 0. Not the bullet of a
/// new line.
std::size_t range_joint_at(const Tokens&, std::size_t i);

/// "thứ Ba", "Chủ nhật": its day and the tokens it takes; 0 tokens where there is none.
struct WrittenWeekday {
  std::chrono::weekday day{};
  std::size_t tokens = 0;
};
WrittenWeekday weekday_at(const Tokens&, std::size_t i);

/// Every day of the row exists in some year: "24/24" does not.
bool could_be_days(const WrittenDays&);

/// "2/3 thành viên": no share is more than one, so "12/5 thành viên" is none.
bool could_be_share(const WrittenDays&);

/// Fills what later (and earlier) days of the row say, then `context_year`; the days that then are
/// whole go to `dates`, the others are asked for.
void settle_days(const WrittenDays&, std::optional<int> context_year, Phrase&);

}  // namespace inspectord
