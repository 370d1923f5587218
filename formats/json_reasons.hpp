// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/refusal.hpp"

// Why a text is no JSON that we take. Arguments are named beside each.

namespace inspectord::reason {

inline constexpr Reason json_empty{"json_empty", RefusalKind::malformed};
inline constexpr Reason json_too_large{"json_too_large", RefusalKind::too_large};  ///< limit
inline constexpr Reason json_too_deep{"json_too_deep", RefusalKind::malformed};    ///< limit
inline constexpr Reason json_not_utf8{"json_not_utf8", RefusalKind::malformed};    ///< found
inline constexpr Reason json_unexpected_end{"json_unexpected_end",
                                            RefusalKind::malformed};                 ///< opened
inline constexpr Reason json_unexpected{"json_unexpected", RefusalKind::malformed};  ///< found
inline constexpr Reason json_after_end{"json_after_end", RefusalKind::malformed};    ///< found
inline constexpr Reason json_missing_comma{"json_missing_comma",
                                           RefusalKind::malformed};  ///< found
inline constexpr Reason json_missing_colon{"json_missing_colon",
                                           RefusalKind::malformed};  ///< found
inline constexpr Reason json_trailing_comma{"json_trailing_comma", RefusalKind::malformed};
inline constexpr Reason json_wrong_bracket{"json_wrong_bracket",
                                           RefusalKind::malformed};  ///< found, expected
inline constexpr Reason json_comment{"json_comment", RefusalKind::malformed};
inline constexpr Reason json_wrong_quote{"json_wrong_quote", RefusalKind::malformed};    ///< found
inline constexpr Reason json_unquoted_key{"json_unquoted_key", RefusalKind::malformed};  ///< found
inline constexpr Reason json_unknown_word{"json_unknown_word", RefusalKind::malformed};  ///< found
inline constexpr Reason json_bad_number{"json_bad_number", RefusalKind::malformed};      ///< found
inline constexpr Reason json_open_string{"json_open_string", RefusalKind::malformed};
inline constexpr Reason json_control_character{"json_control_character",
                                               RefusalKind::malformed};              ///< found
inline constexpr Reason json_bad_escape{"json_bad_escape", RefusalKind::malformed};  ///< found
inline constexpr Reason json_lone_surrogate{"json_lone_surrogate",
                                            RefusalKind::malformed};  ///< found
inline constexpr Reason json_duplicate_key{"json_duplicate_key",
                                           RefusalKind::malformed};  ///< key, first_line
inline constexpr Reason json_number_range{"json_number_range", RefusalKind::malformed};  ///< found
inline constexpr Reason json_number_precision{"json_number_precision",
                                              RefusalKind::malformed};  ///< found, kept

}  // namespace inspectord::reason
