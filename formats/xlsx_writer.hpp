// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/table.hpp"

#include <string>

namespace inspectord {

/// Writes a workbook (XLSX, ECMA-376) of one sheet; its first row is the header, which stays in
/// sight. Texts are strings, whatever they begin with, and stay texts when they are edited: there
/// is no formula in it. Days and hours are real ones. Equal tables make equal bytes. What is longer
/// than a cell may be (32,767 characters) ends in "…".
std::string write_xlsx(const Table&, const std::string& sheet_name);

}  // namespace inspectord
