// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "core/id.hpp"

#include <optional>
#include <string>

namespace inspectord {

/// Somebody stands in for a signer from day to day, because a document says so. Of one agency.
struct Substitution {
  SubstitutionId id;
  std::string signer;  ///< Name, as it stands under the paper.
  UserId substitute;
  std::string substitute_name;  ///< As the substitute signs.
  LocalDate valid_from{};
  LocalDate valid_to{};  ///< The last day.
  std::string document_number;
  LocalDate document_date{};
  std::optional<LocalDate> ended_on{};  ///< Ended early: from this day on it does not hold.

  bool holds_on(LocalDate day) const {
    return valid_from <= day && day <= valid_to && (!ended_on || day < *ended_on);
  }

  friend bool operator==(const Substitution&, const Substitution&) = default;
};

}  // namespace inspectord
