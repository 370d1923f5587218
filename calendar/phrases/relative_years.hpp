// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/tokens.hpp"

#include <cstddef>

namespace inspectord {

/// "năm sau", "của năm tiếp theo", "năm trước" behind a day, month or quarter: how many years it
/// lies from the year of the paper, and the tokens that say so; 0 tokens where none stand there.
struct RelativeYear {
  int offset = 0;
  std::size_t tokens = 0;
};
RelativeYear relative_year_at(const Tokens&, std::size_t i);

}  // namespace inspectord
