// SPDX-License-Identifier: Apache-2.0
#include "notifications/address_guard.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

IpAddress address(std::string_view text) {
  const auto parsed = IpAddress::parse(text);
  if (!parsed) throw std::invalid_argument(std::string{text});
  return *parsed;
}

AddressGuard guard_with(std::initializer_list<std::string_view> ranges) {
  std::vector<Cidr> allowed;
  for (const auto range : ranges) allowed.push_back(Cidr::parse(range).value());
  return AddressGuard{std::move(allowed)};
}

TEST(AddressGuard, PermitsPublicAddresses) {
  for (const char* text : {"1.1.1.1",         "8.8.8.8",
                           "9.255.255.255",   "11.0.0.0",
                           "100.63.255.255",  "100.128.0.0",
                           "126.255.255.255", "128.0.0.0",
                           "169.253.255.255", "169.255.0.0",
                           "172.15.255.255",  "172.32.0.0",
                           "192.0.1.0",       "192.167.255.255",
                           "192.169.0.0",     "198.17.255.255",
                           "198.20.0.0",      "223.255.255.255",
                           "168.63.129.15",   "2606:4700:4700::1111",
                           "2400:cb00::1",    "2a00:1450:4001::200e",
                           "3ffe::1",         "2001:200::1",
                           "2003::1"}) {
    EXPECT_TRUE(AddressGuard{}.permits(address(text))) << text;
  }
}

TEST(AddressGuard, RefusesPrivateReservedAndMetadataIpv4) {
  for (const char* text :
       {"0.0.0.0",         "0.1.2.3",         "10.0.0.0",     "10.255.255.255",  "100.64.0.0",
        "100.100.100.200", "100.127.255.255", "127.0.0.1",    "127.255.255.255", "169.254.0.0",
        "169.254.169.254", "169.254.170.2",   "172.16.0.0",   "172.31.255.255",  "192.0.0.192",
        "192.0.2.1",       "192.88.99.1",     "192.168.0.0",  "192.168.255.255", "198.18.0.0",
        "198.19.255.255",  "198.51.100.7",    "203.0.113.7",  "224.0.0.1",       "239.255.255.255",
        "240.0.0.0",       "255.255.255.255", "168.63.129.16"}) {
    EXPECT_FALSE(AddressGuard{}.permits(address(text))) << text;
    EXPECT_FALSE(AddressGuard{}.permits(address("::ffff:" + std::string{text}))) << text;
    EXPECT_FALSE(AddressGuard{}.permits(address("64:ff9b::" + std::string{text}))) << text;
    EXPECT_FALSE(AddressGuard{}.permits(address("::" + std::string{text}))) << text;
  }
}

TEST(AddressGuard, RefusesPrivateReservedAndTunnellingIpv6) {
  for (const char* text : {"::",
                           "::1",
                           "::2",
                           "fe80::1",
                           "febf::1",
                           "fec0::1",
                           "fc00::1",
                           "fd00:ec2::254",
                           "fdff::1",
                           "ff02::1",
                           "ff0e::1",
                           "2001::1",
                           "2001:0:4136:e378::1",
                           "2001:2::1",
                           "2001:10::1",
                           "2001:20::1",
                           "2001:db8::1",
                           "2002:7f00:1::",
                           "2002:808:808::1",
                           "3fff::1",
                           "3fff:fff::1",
                           "100::1",
                           "64:ff9b:1::1",
                           "5f00::1",
                           "4000::1",
                           "1fff::1",
                           "2606:4700::5efe:10.0.0.1",
                           "2606:4700::200:5efe:127.0.0.1",
                           "64:ff9b::1:10.0.0.1"}) {
    EXPECT_FALSE(AddressGuard{}.permits(address(text))) << text;
  }
}

TEST(AddressGuard, PermitsPublicAddressesBehindATranslator) {
  EXPECT_TRUE(AddressGuard{}.permits(address("64:ff9b::8.8.8.8")));
  EXPECT_TRUE(AddressGuard{}.permits(address("::ffff:8.8.8.8")));
  EXPECT_TRUE(AddressGuard{}.permits(address("2606:4700::5efe:8.8.8.8")));
}

TEST(AddressGuard, PermitsWhatIsListedAndNothingBesideIt) {
  const auto guard = guard_with({"10.20.0.0/16", "127.0.0.1", "fd12:3456::/32", "::1/128"});
  for (const char* text : {"10.20.0.0", "10.20.255.255", "::ffff:10.20.1.1", "64:ff9b::10.20.1.1",
                           "127.0.0.1", "fd12:3456::1", "::1"}) {
    EXPECT_TRUE(guard.permits(address(text))) << text;
  }
  for (const char* text :
       {"10.19.255.255", "10.21.0.0", "127.0.0.2", "fd12:3457::1", "::2", "192.168.1.1"}) {
    EXPECT_FALSE(guard.permits(address(text))) << text;
  }
}

TEST(AddressGuard, DoesNotReachIpv4ThroughAnIpv6Range) {
  EXPECT_FALSE(guard_with({"::/0"}).permits(address("127.0.0.1")));
  EXPECT_TRUE(guard_with({"::/0"}).permits(address("fd00::1")));
  EXPECT_TRUE(guard_with({"0.0.0.0/0"}).permits(address("127.0.0.1")));
  EXPECT_FALSE(guard_with({"0.0.0.0/0"}).permits(address("::1")));
}

TEST(Cidr, RefusesWhatIsNoRange) {
  for (const char* text : {"", "/", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x",
                           "10.0.0.1/8", "10/8", "fd00::/129", "fd00::1/8", "localhost",
                           "10.0.0.0/8/8", "010.0.0.0/8", "0x0a.0.0.0/8", "fe80::1%eth0/128"}) {
    const auto range = Cidr::parse(text);
    ASSERT_FALSE(range) << text;
    EXPECT_EQ(range.error().reason(), bad_cidr);
  }
}

TEST(Cidr, ContainsExactlyItsAddressesAtEveryPrefixLength) {
  for (unsigned bits = 1; bits <= 32; ++bits) {
    const std::uint32_t base = 0xC0000000U & (~std::uint32_t{0} << (32 - bits));
    const auto as_address = [](std::uint32_t n) {
      return IpAddress::v4({static_cast<std::uint8_t>(n >> 24), static_cast<std::uint8_t>(n >> 16),
                            static_cast<std::uint8_t>(n >> 8), static_cast<std::uint8_t>(n)});
    };
    const auto text = std::to_string(base >> 24) + ".0.0.0/" + std::to_string(bits);
    const auto range = Cidr::parse(text).value();
    const auto last = base | static_cast<std::uint32_t>((std::uint64_t{1} << (32 - bits)) - 1);
    EXPECT_TRUE(range.contains(as_address(base))) << text;
    EXPECT_TRUE(range.contains(as_address(last))) << text;
    EXPECT_FALSE(range.contains(as_address(base - 1))) << text;
    if (last != 0xFFFFFFFFU) {
      EXPECT_FALSE(range.contains(as_address(last + 1))) << text;
    }
  }
}

TEST(IpAddress, IsTheSameInMappedForm) {
  EXPECT_EQ(address("::ffff:10.0.0.1"), address("10.0.0.1"));
}

TEST(IpAddress, KnowsLoopback) {
  for (const char* text : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"})
    EXPECT_TRUE(address(text).is_loopback()) << text;
  for (const char* text : {"128.0.0.1", "::", "::2", "10.0.0.1"})
    EXPECT_FALSE(address(text).is_loopback()) << text;
}

}  // namespace
}  // namespace inspectord
