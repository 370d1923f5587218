// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/refusal.hpp"

// What can be wrong with a value in a file. Arguments are named beside each; `found` is the value
// as JSON, or the text that stands there. A reason that ends in _near also has `nearest`: what was
// most likely meant.

namespace inspectord::reason {

inline constexpr Reason decode_null{"decode_null"};
inline constexpr Reason decode_expected_text{"decode_expected_text"};        ///< found
inline constexpr Reason decode_expected_boolean{"decode_expected_boolean"};  ///< found
inline constexpr Reason decode_expected_integer{"decode_expected_integer"};  ///< found
inline constexpr Reason decode_expected_number{"decode_expected_number"};    ///< found
inline constexpr Reason decode_expected_list{"decode_expected_list"};        ///< found
inline constexpr Reason decode_expected_object{"decode_expected_object"};    ///< found
inline constexpr Reason decode_empty_text{"decode_empty_text"};
inline constexpr Reason decode_not_one_line{"decode_not_one_line"};
inline constexpr Reason decode_out_of_range{"decode_out_of_range"};  ///< found, min, max
inline constexpr Reason decode_missing_key{"decode_missing_key"};    ///< key
inline constexpr Reason decode_unknown_key{"decode_unknown_key"};    ///< found, known
inline constexpr Reason decode_unknown_key_near{"decode_unknown_key_near"};
inline constexpr Reason decode_unknown_value{"decode_unknown_value"};  ///< found, allowed
inline constexpr Reason decode_unknown_value_near{"decode_unknown_value_near"};
inline constexpr Reason decode_bad_date{"decode_bad_date"};  ///< found
inline constexpr Reason decode_bad_date_near{"decode_bad_date_near"};
inline constexpr Reason decode_bad_partial_date{"decode_bad_partial_date"};  ///< found
inline constexpr Reason decode_bad_partial_date_near{"decode_bad_partial_date_near"};
inline constexpr Reason decode_bad_month_day{"decode_bad_month_day"};  ///< found
inline constexpr Reason decode_bad_month_day_near{"decode_bad_month_day_near"};
inline constexpr Reason decode_bad_time{"decode_bad_time"};  ///< found
inline constexpr Reason decode_bad_time_near{"decode_bad_time_near"};
inline constexpr Reason decode_one_of_missing{"decode_one_of_missing"};  ///< keys
inline constexpr Reason decode_one_of_several{"decode_one_of_several"};  ///< found, keys
inline constexpr Reason decode_range_reversed{"decode_range_reversed"};  ///< start, end
inline constexpr Reason decode_too_many{"decode_too_many"};              ///< count

inline constexpr Reason decode_format_missing{"decode_format_missing"};      ///< expected
inline constexpr Reason decode_format_not_first{"decode_format_not_first"};  ///< expected
inline constexpr Reason decode_format_unknown{"decode_format_unknown"};      ///< found, expected

inline constexpr Reason decode_bad_key{"decode_bad_key"};      ///< found
inline constexpr Reason decode_key_twice{"decode_key_twice"};  ///< found, first (a JSON pointer)
inline constexpr Reason decode_named_twice{"decode_named_twice"};            ///< found
inline constexpr Reason decode_group_for_agency{"decode_group_for_agency"};  ///< found
inline constexpr Reason decode_agency_for_group{"decode_agency_for_group"};  ///< found

inline constexpr Reason decode_pointer_nowhere{"decode_pointer_nowhere"};  ///< found
inline constexpr Reason decode_pointer_empty{"decode_pointer_empty"};      ///< found
inline constexpr Reason decode_pointer_no_list{"decode_pointer_no_list"};  ///< found

// Plan files.
inline constexpr Reason decode_due_missing{"decode_due_missing"};      ///< key, kind
inline constexpr Reason decode_due_unfit{"decode_due_unfit"};          ///< key, kind
inline constexpr Reason decode_parent_circle{"decode_parent_circle"};  ///< found

// Directory files.
inline constexpr Reason decode_bad_mail{"decode_bad_mail"};  ///< found
inline constexpr Reason decode_bad_url{"decode_bad_url"};    ///< found
inline constexpr Reason decode_bad_secret{"decode_bad_secret"};
inline constexpr Reason decode_secret_of_mail{"decode_secret_of_mail"};
inline constexpr Reason decode_entry_twice{
    "decode_entry_twice"};  ///< found, first (a JSON pointer)

/// A reference that names no entry of the file: found, and nearest for `near`.
struct ReferenceReasons {
  Reason plain;
  Reason near;
};
inline constexpr ReferenceReasons decode_unknown_agency{{"decode_unknown_agency"},
                                                        {"decode_unknown_agency_near"}};
inline constexpr ReferenceReasons decode_unknown_group{{"decode_unknown_group"},
                                                       {"decode_unknown_group_near"}};
inline constexpr ReferenceReasons decode_unknown_party{{"decode_unknown_party"},
                                                       {"decode_unknown_party_near"}};
inline constexpr ReferenceReasons decode_unknown_content{{"decode_unknown_content"},
                                                         {"decode_unknown_content_near"}};
inline constexpr ReferenceReasons decode_unknown_team{{"decode_unknown_team"},
                                                      {"decode_unknown_team_near"}};
inline constexpr ReferenceReasons decode_unknown_attachment{{"decode_unknown_attachment"},
                                                            {"decode_unknown_attachment_near"}};
inline constexpr ReferenceReasons decode_unknown_outline{{"decode_unknown_outline"},
                                                         {"decode_unknown_outline_near"}};
inline constexpr ReferenceReasons decode_unknown_duty{{"decode_unknown_duty"},
                                                      {"decode_unknown_duty_near"}};
inline constexpr ReferenceReasons decode_unknown_link{{"decode_unknown_link"},
                                                      {"decode_unknown_link_near"}};

}  // namespace inspectord::reason
