// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

inline constexpr Reason bad_cidr{"bad_cidr", RefusalKind::invalid};

/// An IPv4 or IPv6 address. An IPv4 address and its IPv4-mapped form (RFC 4291, 2.5.5.2) are the
/// same value.
class IpAddress {
 public:
  using Bytes = std::array<std::uint8_t, 16>;

  explicit IpAddress(const Bytes& bytes) : bytes_(bytes) {}
  static IpAddress v4(const std::array<std::uint8_t, 4>& bytes);
  static std::optional<IpAddress> parse(std::string_view text);  ///< "192.0.2.1", "2001:db8::1".

  const Bytes& bytes() const { return bytes_; }
  bool is_v4() const;
  bool is_loopback() const;

  friend auto operator<=>(const IpAddress&, const IpAddress&) = default;

 private:
  Bytes bytes_;
};

/// A range of addresses.
class Cidr {
 public:
  /// "10.0.0.0/8", "fd00::/8" or a single address. Bits after the prefix must be 0.
  static Result<Cidr> parse(std::string_view text);

  bool contains(const IpAddress&) const;

 private:
  Cidr(const IpAddress& base, unsigned bits) : base_(base), bits_(bits) {}

  IpAddress base_;
  unsigned bits_;  ///< Of 128.
};

/// Which addresses a webhook may reach: public ones, and what the operator has listed. It judges
/// the address that is connected to, after DNS, so no spelling of a name or number matters.
class AddressGuard {
 public:
  AddressGuard() = default;
  explicit AddressGuard(std::vector<Cidr> allowed) : allowed_(std::move(allowed)) {}

  /// Refused unless listed: private, loopback, link-local, shared (RFC 6598), multicast, reserved,
  /// documentation and benchmark ranges, cloud metadata, and IPv6 forms that carry such an IPv4
  /// address.
  bool permits(const IpAddress&) const;

 private:
  std::vector<Cidr> allowed_;
};

}  // namespace inspectord
