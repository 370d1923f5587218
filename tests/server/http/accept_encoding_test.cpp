// SPDX-License-Identifier: Apache-2.0
#include "server/http/accept_encoding.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(AcceptEncoding, TakesGzipWhereItIsNamedOrMeant) {
  for (const auto* value : {"gzip", "gzip, deflate, br", "br;q=1.0, GZIP;q=0.2", "x-gzip", "*",
                            "deflate, * ; q=0.5", " gzip ;q=1"})
    EXPECT_TRUE(accepts_gzip(value)) << value;
}

TEST(AcceptEncoding, DoesNotTakeGzipWhereItIsRefusedOrLeftOut) {
  for (const auto* value :
       {"", "br", "identity", "gzip;q=0", "gzip; Q=0.000", "*;q=0", "*, gzip;q=0", "gzipped"})
    EXPECT_FALSE(accepts_gzip(value)) << value;
  EXPECT_FALSE(accepts_gzip(std::nullopt));
}

}  // namespace
}  // namespace inspectord
