// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/refusal.hpp"

// Why a route refuses before or beside the act itself. Words: words/parts/api.*.json.

namespace inspectord {

inline constexpr Reason bad_query{"bad_query", RefusalKind::malformed};
inline constexpr Reason bad_cursor{"bad_cursor", RefusalKind::malformed};  ///< found
inline constexpr Reason bad_parameter{"bad_parameter"};            ///< name, found, expected
inline constexpr Reason unknown_parameter{"unknown_parameter"};    ///< name, known
inline constexpr Reason repeated_parameter{"repeated_parameter"};  ///< name
inline constexpr Reason unknown_action{"unknown_action"};          ///< action, known
inline constexpr Reason if_match_missing{"if_match_missing", RefusalKind::precondition};
inline constexpr Reason stale_tag{"stale_tag", RefusalKind::stale};
/// Whatever is not the tag of this state is not this state: 412, as RFC 9110 13.1.1 asks.
inline constexpr Reason bad_if_match{"bad_if_match", RefusalKind::stale};  ///< found
inline constexpr Reason bad_id{"bad_id"};                                  ///< found
inline constexpr Reason bad_digest{"bad_digest"};                          ///< found
inline constexpr Reason other_policy_key{"other_policy_key"};              ///< key, of the path

}  // namespace inspectord
