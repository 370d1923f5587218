// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/tokens.hpp"

#include <cstddef>

namespace inspectord {

/// The words right before a day that starts at `first` name the paper it is of: "biên bản kiểm tra
/// ngày", "Thông báo kết luận số 45 ngày", "Chỉ thị 17, ngày", "Ngày ban hành:".
bool is_day_of_named_paper(const Tokens&, std::size_t first);

}  // namespace inspectord
