// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase.hpp"
#include "calendar/phrases/sentence_marks.hpp"
#include "calendar/phrases/tokens.hpp"

#include <cstddef>
#include <optional>

namespace inspectord {

/// What a sentence has said before a date: it decides what the date says. Fed with the tokens from
/// left to right; forgets at the end of a sentence, and what a heading announces at the next one.
class Surroundings {
 public:
  explicit Surroundings(const Tokens& tokens) : tokens_(tokens) {}

  /// The reader went on to `next`; what it left behind belongs to no date of its own.
  void pass_to(std::size_t next);
  /// A document's number ends before `next`.
  void pass_document(std::size_t next);

  /// The date of the document was read: what comes next is no date of it.
  void spend_document();

  /// Of days that no word binds. `first` is their first token.
  Meaning of_days(std::size_t first, std::size_t end, bool range, bool hours) const;
  /// Of months, quarters and years that no word binds.
  Meaning of_periods(std::size_t first, bool some_year) const;
  /// Of "từ tháng 5 đến tháng 6/2024", "từ năm 2023 đến năm 2025".
  Meaning of_period_range(std::size_t first, bool only_years) const;

  /// "báo cáo", "số liệu" stand within a few words before.
  bool reports(std::size_t first) const { return marks_.near(Mark::report, first, 6); }
  /// "dự kiến", "khoảng": the paper promises no day.
  bool tentative(std::size_t first) const { return marks_.near(Mark::tentative, first, 24); }
  /// "thời kỳ kiểm tra:": the years looked at (vn-rules.md section 2), not when the team comes.
  bool looks_at(std::size_t first) const { return marks_.near(Mark::looked, first, 24); }
  /// "số liệu", "kỳ báo cáo": what figures cover, where nobody is told to hand them in.
  bool covers(std::size_t first) const {
    return marks_.near(Mark::figures, first, 8) && marks_[Mark::completion] == 0;
  }
  /// "Ngày Quốc tế Thiếu nhi", "kỷ niệm": a day that comes by itself.
  bool holiday(std::size_t first) const { return marks_.near(Mark::holiday, first, 10); }
  /// "việc chấp hành", "kết quả": what was done is looked at.
  bool looks_back(std::size_t first) const { return marks_.near(Mark::result, first, 24); }
  /// Something is to be handed in or reported.
  bool owes() const { return marks_[Mark::completion] != 0 || marks_[Mark::report] != 0; }
  /// The first token of the sentence.
  std::size_t sentence() const { return sentence_; }
  /// "Luật Trẻ em năm 2016": the year is that of the law.
  bool names_law(std::size_t first) const;
  /// "định kỳ" stands before in the sentence.
  bool periodic(std::size_t first) const { return marks_.near(Mark::periodic, first, 64); }

 private:
  bool is_of_document(std::size_t first) const;
  bool is_handed_in(std::size_t first) const;
  std::optional<Meaning> said_after(std::size_t end) const;

  const Tokens& tokens_;
  std::size_t next_ = 0;
  SentenceMarks marks_;
  std::size_t document_ = 0;       ///< After the number of a document; 0: none in this sentence.
  std::size_t last_document_ = 0;  ///< Also of the sentence before.
  std::size_t sentence_ = 0;
  bool schedule_ = false;  ///< A heading announced when the team comes.
};

}  // namespace inspectord
