// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// soak [--warm-up MINUTES] [--minutes N] [--rate CALLS_PER_SECOND]
// Lets the engine work for minutes against a server that fails in every way it knows, and tells whether memory, files
// and threads stay as they are and whether each request that the server has read was counted. Exit code 1 if not. What
// is bounded fills during the warm-up, and the heap finds its shape: memory is looked at afterwards.

#include "base/systemscheduler.h"
#include "processusage.h"
#include "soakload.h"
#include "upstream/demoupstream.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration sampling = 5s;
constexpr double highestSlope = 1; // MiB an hour
// Bursts open and close some ten descriptors, so that means differ by chance; one that is lost in 10,000 calls makes 18
// of them in 20 minutes.
constexpr int allowedDrift = 5; // descriptors and threads

struct Sample
{
    double hours;
    ProcessUsage usage;
};

/// The slope of the straight line that lies nearest to all points, an hour.
double slope(const std::vector<Sample> &samples, double ProcessUsage::*figure)
{
    double meanX = 0;
    double meanY = 0;
    for (const Sample &sample : samples) {
        meanX += sample.hours / static_cast<double>(samples.size());
        meanY += sample.usage.*figure / static_cast<double>(samples.size());
    }
    double covariance = 0;
    double variance = 0;
    for (const Sample &sample : samples) {
        covariance += (sample.hours - meanX) * (sample.usage.*figure - meanY);
        variance += (sample.hours - meanX) * (sample.hours - meanX);
    }
    return variance > 0 ? covariance / variance : 0;
}

/// The mean of the last quarter less that of the first: what bursts open and close does not count.
double drift(const std::vector<Sample> &samples, int ProcessUsage::*figure)
{
    const std::size_t quarter = std::max<std::size_t>(samples.size() / 4, 1);
    double first = 0;
    double last = 0;
    for (std::size_t i = 0; i < quarter && i < samples.size(); ++i) {
        first += samples.at(i).usage.*figure;
        last += samples.at(samples.size() - 1 - i).usage.*figure;
    }
    return (last - first) / static_cast<double>(quarter);
}

bool tell(const char *name, double value, const char *unit, bool good)
{
    std::printf("%-42s %12.2f %-8s %s\n", name, value, unit, good ? "ok" : "FAILED");
    return good;
}

bool report(const std::vector<Sample> &samples, const SoakLoad &load, quint64 served)
{
    const auto count = [](quint64 value) { return static_cast<double>(value); };
    const double resident = slope(samples, &ProcessUsage::residentMiB);
    const double descriptors = drift(samples, &ProcessUsage::descriptors);
    const double threads = drift(samples, &ProcessUsage::threads);
    bool good = tell("resident memory", resident, "MiB/h", resident < highestSlope);
    tell("memory in use", slope(samples, &ProcessUsage::heapMiB), "MiB/h", true);
    good &= tell("descriptors", descriptors, "", std::abs(descriptors) <= allowedDrift);
    good &= tell("threads", threads, "", std::abs(threads) <= allowedDrift);
    good &= tell("calls", count(load.begun()), "", load.begun() == load.ended());
    tell("retries", count(load.total(&ClientMetrics::retries)), "", true);
    tell("refused", count(load.total(&ClientMetrics::refused)), "", true);
    good &= tell("requests counted less those served", count(load.total(&ClientMetrics::requests)) - count(served), "",
                 load.total(&ClientMetrics::requests) == served);
    good &= tell("books balance", load.booksBalance() ? 1 : 0, "", load.booksBalance());
    return good;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"warm-up"_s, u"How many minutes nobody looks at memory."_s, u"n"_s, u"15"_s},
                       {u"minutes"_s, u"How many minutes it is looked at."_s, u"n"_s, u"20"_s},
                       {u"rate"_s, u"Calls a second."_s, u"n"_s, u"200"_s}});
    parser.process(application);
    const Duration warmUp = fromSeconds(parser.value(u"warm-up"_s).toDouble() * 60);
    const Duration length = warmUp + fromSeconds(parser.value(u"minutes"_s).toDouble() * 60);

    SystemScheduler scheduler;
    SeededRandom random(1);
    DemoUpstream upstream(scheduler);
    if (!upstream.listen()) {
        std::fprintf(stderr, "%s\n", qPrintable(upstream.errorString()));
        return 2;
    }
    SoakLoad load(scheduler, random, upstream.url(), parser.value(u"rate"_s).toDouble());
    std::vector<Sample> samples;
    const MonotonicTime start = scheduler.now();
    TimerHandle timer;
    const std::function<void()> sample = [&] {
        const Duration age = scheduler.now() - start;
        const ProcessUsage usage = ProcessUsage::now();
        if (age > warmUp)
            samples.push_back({toSeconds(age) / 3600, usage});
        std::fprintf(stderr,
                     "%6.0f s  %8.2f MiB resident  %8.2f MiB in use  %4d descriptors  %3d threads  %llu calls\n",
                     toSeconds(age), usage.residentMiB, usage.heapMiB, usage.descriptors, usage.threads,
                     static_cast<unsigned long long>(load.begun()));
        if (age >= length) {
            load.stop();
            timer = scheduler.after(30s, [] { QCoreApplication::quit(); }); // what is under way ends
        } else {
            timer = scheduler.after(sampling, sample);
        }
    };
    load.start();
    sample();
    QCoreApplication::exec();
    return report(samples, load, upstream.requestsServed()) ? 0 : 1;
}
