// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/instant.hpp"
#include "core/random.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace inspectord {

/// The 16 bytes of a UUID (RFC 9562).
using UuidBytes = std::array<std::uint8_t, 16>;

/// A UUIDv7 (RFC 9562, 5.7): sorts by the instant it was made at, leaks no counts.
UuidBytes make_uuid(Instant now, Random&);
std::string uuid_to_string(const UuidBytes&);           ///< 36 characters, lower case.
std::optional<UuidBytes> parse_uuid(std::string_view);  ///< 36 characters, either case.

/// An identifier of one sort of thing: a PlanId is not a VisitId.
template <class Tag>
class Id {
 public:
  Id() = default;  ///< The nil id; names nothing.
  explicit Id(const UuidBytes& bytes) : bytes_(bytes) {}

  static Id make(Instant now, Random& random) { return Id{make_uuid(now, random)}; }
  static std::optional<Id> parse(std::string_view text) {
    const auto bytes = parse_uuid(text);
    return bytes ? std::optional<Id>{Id{*bytes}} : std::nullopt;
  }

  const UuidBytes& bytes() const { return bytes_; }
  std::string to_string() const { return uuid_to_string(bytes_); }
  bool is_nil() const { return bytes_ == UuidBytes{}; }

  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  UuidBytes bytes_{};
};

using PlanId = Id<struct PlanTag>;
using VisitId = Id<struct VisitTag>;
using DutyId = Id<struct DutyTag>;
using TaskId = Id<struct TaskTag>;
using ScoreId = Id<struct ScoreTag>;
using AgencyId = Id<struct AgencyTag>;
using GroupId = Id<struct GroupTag>;
using ContactId = Id<struct ContactTag>;
using UserId = Id<struct UserTag>;
using SubmissionId = Id<struct SubmissionTag>;
using ReminderId = Id<struct ReminderTag>;
using MessageId = Id<struct MessageTag>;
using AttemptId = Id<struct AttemptTag>;
using FeedId = Id<struct FeedTag>;
using SubstitutionId = Id<struct SubstitutionTag>;

}  // namespace inspectord

template <class Tag>
struct std::hash<inspectord::Id<Tag>> {
  std::size_t operator()(const inspectord::Id<Tag>& id) const noexcept {
    const auto& bytes = id.bytes();
    return std::hash<std::string_view>{}(
        {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  }
};
