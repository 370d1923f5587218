// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/tokens.hpp"

#include <cstddef>

// What the shape of a line says of a day in it: `first` is its first token, `end` the one after it,
// `sentence` the first token of its sentence.

namespace inspectord {

/// "- Huyện Chợ Mới: ngày 18/10/2022"
bool is_unit_line(const Tokens&, std::size_t sentence, std::size_t first);

/// "2 Lục Ngạn Kiên Thành, Kiên Lao 22/5/2024": a numbered line of names that ends in a day; also
/// with its cells ruled: "| 2 | Lục Ngạn | 22/5/2024 | Sáng |".
bool is_table_row(const Tokens&, std::size_t first, std::size_t end);

/// "Thứ Hai (18/5): UBND xã An Bá"
bool is_day_of_unit(const Tokens&, std::size_t end);

/// "xã", "công ty", "trường": a unit is named at `i`.
bool is_unit_at(const Tokens&, std::size_t i);

/// Only signs and numbers stand before it in its sentence: "- Tháng 6/2026: kiểm tra", "b) Quý
/// III/2026".
bool opens_sentence(const Tokens&, std::size_t sentence, std::size_t first);

/// "An Giang, ngày 02 tháng 8 năm 2022" at the head of a paper. `after_number`: the token after the
/// number of the paper, on whose line it may stand.
bool is_letter_head(const Tokens&, std::size_t first, std::size_t after_number);

}  // namespace inspectord
