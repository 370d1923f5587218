// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/tokens.hpp"

#include <array>
#include <cstddef>

namespace inspectord {

/// What a sentence has said before a date, one for each kind of words that decide what it says.
enum class Mark {
  visit,       ///< "kiểm tra", "đoàn công tác".
  event,       ///< "hội nghị", "lễ".
  report,      ///< "báo cáo", "số liệu".
  result,      ///< "kết quả": what was done, not what is planned.
  tentative,   ///< "dự kiến": the paper promises no day.
  holiday,     ///< "Ngày Quốc tế Thiếu nhi": a day that comes by itself.
  force,       ///< "có hiệu lực".
  law,         ///< "Luật": a year behind it is that of the law.
  paper,       ///< "Quyết định": a day behind it is that of the paper.
  basis,       ///< "Căn cứ": papers are named, not what is to be done.
  number,      ///< The number of a paper, which ends there.
  cited,       ///< A paper named as the basis, whatever its name says further.
  hours,       ///< "thời gian".
  looked,      ///< "thời kỳ kiểm tra": the years looked at (vn-rules.md section 2).
  figures,     ///< "kỳ báo cáo".
  handed,      ///< "gửi", "nộp".
  done,        ///< "đã".
  completion,  ///< "hoàn thành", "trình".
  periodic,    ///< "định kỳ".
  cancelled,   ///< "hoãn": nobody comes on that day.
  count_,
};

/// The places of the marks in one sentence, counted from 1; 0: not in this sentence.
class SentenceMarks {
 public:
  std::size_t operator[](Mark mark) const { return places_[static_cast<std::size_t>(mark)]; }
  /// The mark stands at most `within` tokens before token `first`.
  bool near(Mark mark, std::size_t first, std::size_t within) const {
    return (*this)[mark] != 0 && first + 1 - (*this)[mark] <= within;
  }
  /// The mark ends before token `next`.
  void set(Mark mark, std::size_t next) { places_[static_cast<std::size_t>(mark)] = next; }
  void forget(Mark mark) { places_[static_cast<std::size_t>(mark)] = 0; }
  /// Notes what the words at token `i` say; some words end what was said of papers.
  void look_at(const Tokens&, std::size_t i);

 private:
  void end_papers(const Tokens&, std::size_t i);

  std::array<std::size_t, static_cast<std::size_t>(Mark::count_)> places_{};
};

}  // namespace inspectord
