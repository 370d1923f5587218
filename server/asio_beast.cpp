// SPDX-License-Identifier: Apache-2.0
// The one place where the function bodies of Asio and Beast are compiled
// (BOOST_*_SEPARATE_COMPILATION).
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
