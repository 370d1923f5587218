// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase_text.hpp"

namespace inspectord {

/// "báo cáo 6 tháng trước ngày 20/5", "năm (trước ngày 10/12)": a report, and the day it is due;
/// without a year it is due every year.
std::optional<FoundPhrase> report_deadline_at(const PhraseText&, std::size_t i);

}  // namespace inspectord
