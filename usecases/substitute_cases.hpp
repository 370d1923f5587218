// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "storage/substitutions.hpp"
#include "usecases/house.hpp"
#include "workflow/roles.hpp"

#include <string>

namespace inspectord {

namespace refuse {
inline constexpr Reason own_substitution{"own_substitution", RefusalKind::forbidden};
inline constexpr Reason ends_before_start{"ends_before_start"};  ///< start, end
inline constexpr Reason not_within{"not_within"};                ///< date, start, end
}  // namespace refuse

/// A substitution as it is to be recorded.
struct SubstitutionWish {
  std::string signer{};
  std::string substitute{};  ///< Name of a user of the actor's agency.
  std::optional<LocalDate> valid_from{}, valid_to{};
  std::string document_number{};
  std::optional<LocalDate> document_date{};
};

/// A substitution of the actor's agency, recorded by an administrator or a clerk, who may not be
/// the substitute. Refuses with all that is missing or wrong.
Result<StoredSubstitution> add_substitution(Transaction&, const SubstitutionWish&, const Actor&,
                                            Instant now, const House&);

/// Ends it early: from `on` (nullopt: today) it does not hold; what was signed before stays signed.
/// By the same. Refuses a day on which it does not hold, and what is another agency's as not found.
Result<StoredSubstitution> end_substitution(Transaction&, SubstitutionId,
                                            std::optional<LocalDate> on, const std::string& reason,
                                            const Actor&, Instant now, const House&);

}  // namespace inspectord
