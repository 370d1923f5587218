// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/refusal.hpp"

// Why a table file is not read, or a cell of it not taken. Arguments are named beside each; `line`
// and `column` count from 1, the column in code points. Words: words/parts/tables.*.json.

namespace inspectord::reason {

inline constexpr Reason table_too_large{"table_too_large", RefusalKind::too_large};  ///< limit
inline constexpr Reason table_too_many_rows{"table_too_many_rows", RefusalKind::too_large};
inline constexpr Reason table_too_many_columns{"table_too_many_columns"};  ///< limit, row
inline constexpr Reason table_cell_too_long{"table_cell_too_long"};        ///< limit, row
inline constexpr Reason table_empty{"table_empty"};

inline constexpr Reason csv_not_utf8{"csv_not_utf8", RefusalKind::malformed};  ///< found
inline constexpr Reason csv_nul{"csv_nul", RefusalKind::malformed};
inline constexpr Reason csv_open_quote{"csv_open_quote", RefusalKind::malformed};
inline constexpr Reason csv_stray_quote{"csv_stray_quote", RefusalKind::malformed};
inline constexpr Reason csv_after_quote{"csv_after_quote", RefusalKind::malformed};  ///< found

inline constexpr Reason xlsx_no_zip{"xlsx_no_zip", RefusalKind::malformed};
inline constexpr Reason xlsx_part_missing{"xlsx_part_missing", RefusalKind::malformed};  ///< part
inline constexpr Reason xlsx_part_broken{"xlsx_part_broken", RefusalKind::malformed};    ///< part
inline constexpr Reason xlsx_doctype{"xlsx_doctype", RefusalKind::malformed};            ///< part
inline constexpr Reason xlsx_unpacks_too_large{"xlsx_unpacks_too_large",
                                               RefusalKind::too_large};  ///< limit
inline constexpr Reason xlsx_no_sheet{"xlsx_no_sheet", RefusalKind::malformed};

inline constexpr Reason cell_formula{"cell_formula"};                  ///< found
inline constexpr Reason cell_error{"cell_error"};                      ///< found
inline constexpr Reason cell_bad_number{"cell_bad_number"};            ///< found
inline constexpr Reason cell_missing{"cell_missing"};                  ///< label
inline constexpr Reason cell_bad_date{"cell_bad_date"};                ///< found
inline constexpr Reason cell_bad_part_date{"cell_bad_part_date"};      ///< found
inline constexpr Reason cell_bad_year{"cell_bad_year"};                ///< found
inline constexpr Reason cell_bad_boolean{"cell_bad_boolean"};          ///< found, yes, no
inline constexpr Reason cell_bad_choice{"cell_bad_choice"};            ///< found, known
inline constexpr Reason cell_bad_choice_near{"cell_bad_choice_near"};  ///< found, nearest, known
inline constexpr Reason cell_bad_session{"cell_bad_session"};          ///< found
inline constexpr Reason cell_unnamed{"cell_unnamed"};                  ///< found

inline constexpr Reason column_unknown{"column_unknown"};            ///< found, known
inline constexpr Reason column_unknown_near{"column_unknown_near"};  ///< found, nearest, known
inline constexpr Reason column_twice{"column_twice"};                ///< found, first
inline constexpr Reason column_missing{"column_missing"};            ///< label, code

}  // namespace inspectord::reason
