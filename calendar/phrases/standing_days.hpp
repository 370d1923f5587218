// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/surroundings.hpp"
#include "calendar/phrases/written_moments.hpp"

namespace inspectord {

/// Whether what was read at `i` behind `lead` tokens is a day or hour at all. Signs alone make no
/// day: "2/3 thành viên", "13.3" before a heading, "03-05 thành viên".
bool stands_for_days(const Tokens&, const Surroundings&, const WrittenMoments&, std::size_t i,
                     std::size_t lead);

/// Words before a day that the readers of deadlines leave: "kể từ ngày D", "quá ngày D", "báo cáo
/// trong ngày D". `owed`: the sentence has something to hand in.
struct WordBound {
  std::optional<PhraseBound> bound{};
  std::size_t tokens = 0;
};
WordBound bound_before(const Tokens&, std::size_t i, const WrittenMoments&, bool owed);

}  // namespace inspectord
