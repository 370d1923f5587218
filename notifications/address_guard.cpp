// SPDX-License-Identifier: Apache-2.0
#include "notifications/address_guard.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace inspectord {
namespace {

constexpr std::array<std::uint8_t, 12> mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

struct Range {
  std::array<std::uint8_t, 16> base;
  unsigned bits;
};

constexpr Range v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d, unsigned bits) {
  return {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, a, b, c, d}, 96 + bits};
}

/// The first 32 bits of an IPv6 range.
constexpr Range v6(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d, unsigned bits) {
  return {{a, b, c, d}, bits};
}

/// IANA IPv4 special-purpose registry (RFC 6890), multicast, and the one public metadata address.
constexpr std::array refused_v4{
    v4(0, 0, 0, 0, 8),       v4(10, 0, 0, 0, 8),     v4(100, 64, 0, 0, 10),
    v4(127, 0, 0, 0, 8),     v4(169, 254, 0, 0, 16), v4(172, 16, 0, 0, 12),
    v4(192, 0, 0, 0, 24),    v4(192, 0, 2, 0, 24),   v4(192, 88, 99, 0, 24),
    v4(192, 168, 0, 0, 16),  v4(198, 18, 0, 0, 15),  v4(198, 51, 100, 0, 24),
    v4(203, 0, 113, 0, 24),  v4(224, 0, 0, 0, 4),    v4(240, 0, 0, 0, 4),
    v4(168, 63, 129, 16, 32)};

/// Everything outside global unicast is refused; inside it: protocol assignments with Teredo,
/// documentation, 6to4.
constexpr Range global_unicast = v6(0x20, 0, 0, 0, 3);
constexpr std::array refused_v6{v6(0x20, 0x01, 0, 0, 23), v6(0x20, 0x01, 0x0D, 0xB8, 32),
                                v6(0x20, 0x02, 0, 0, 16), v6(0x3F, 0xFF, 0, 0, 20)};

/// RFC 6052: the last 32 bits are an IPv4 address that a translator will connect to.
constexpr Range nat64 = v6(0x00, 0x64, 0xFF, 0x9B, 96);

bool within(const IpAddress::Bytes& address, const IpAddress::Bytes& base, unsigned bits) {
  const auto whole = bits / 8;
  if (!std::equal(base.begin(), base.begin() + whole, address.begin())) return false;
  const auto rest = bits % 8;
  return rest == 0 || ((base.at(whole) ^ address.at(whole)) >> (8 - rest)) == 0;
}

bool within(const IpAddress& address, const Range& range) {
  return within(address.bytes(), range.base, range.bits);
}

IpAddress embedded_v4(const IpAddress& address) {
  const auto& bytes = address.bytes();
  return IpAddress::v4({bytes[12], bytes[13], bytes[14], bytes[15]});
}

/// RFC 5214, 6.1: an interface identifier that tunnels to an IPv4 address.
bool is_isatap(const IpAddress& address) {
  const auto& bytes = address.bytes();
  return (bytes[8] & ~0x02) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == 0xFE;
}

Refusal refuse_cidr(std::string_view text) {
  return Refusal{bad_cidr, "", {{"cidr", std::string{text.substr(0, 64)}}}};
}

}  // namespace

IpAddress IpAddress::v4(const std::array<std::uint8_t, 4>& bytes) {
  Bytes mapped{};
  std::copy(mapped_prefix.begin(), mapped_prefix.end(), mapped.begin());
  std::copy(bytes.begin(), bytes.end(), mapped.begin() + 12);
  return IpAddress{mapped};
}

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  const std::string terminated{text};
  if (terminated.find('\0') != std::string::npos) return std::nullopt;
  std::array<std::uint8_t, 4> four{};
  if (inet_pton(AF_INET, terminated.c_str(), four.data()) == 1) return v4(four);
  Bytes sixteen{};
  if (inet_pton(AF_INET6, terminated.c_str(), sixteen.data()) == 1) return IpAddress{sixteen};
  return std::nullopt;
}

bool IpAddress::is_v4() const {
  return std::equal(mapped_prefix.begin(), mapped_prefix.end(), bytes_.begin());
}

bool IpAddress::is_loopback() const {
  if (is_v4()) return bytes_[12] == 127;
  return bytes_ == Bytes{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
}

Result<Cidr> Cidr::parse(std::string_view text) {
  const auto slash = text.find('/');
  const auto base = IpAddress::parse(text.substr(0, slash));
  if (!base) return refuse_cidr(text);
  const bool v4 = base->is_v4() && text.substr(0, slash).find(':') == std::string_view::npos;
  unsigned bits = v4 ? 32 : 128;
  if (slash != std::string_view::npos) {
    const auto number = text.substr(slash + 1);
    const auto most = bits;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), bits);
    if (error != std::errc{} || end != number.data() + number.size() || bits > most)
      return refuse_cidr(text);
  }
  if (v4) bits += 96;
  for (unsigned bit = bits; bit < 128; ++bit) {
    if (base->bytes().at(bit / 8) & (0x80 >> bit % 8)) return refuse_cidr(text);
  }
  return Cidr{*base, bits};
}

bool Cidr::contains(const IpAddress& address) const {
  // "::/0" is meant for IPv6: a range reaches IPv4 only where it says so.
  if (address.is_v4() && bits_ < 96) return false;
  return within(address.bytes(), base_.bytes(), bits_);
}

bool AddressGuard::permits(const IpAddress& address) const {
  const auto listed = [&](const Cidr& range) { return range.contains(address); };
  if (std::any_of(allowed_.begin(), allowed_.end(), listed)) return true;
  const auto refused = [&](const Range& range) { return within(address, range); };
  if (address.is_v4()) return std::none_of(refused_v4.begin(), refused_v4.end(), refused);
  if (within(address, nat64)) return permits(embedded_v4(address));
  if (!within(address, global_unicast)) return false;
  if (is_isatap(address) && !permits(embedded_v4(address))) return false;
  return std::none_of(refused_v6.begin(), refused_v6.end(), refused);
}

}  // namespace inspectord
