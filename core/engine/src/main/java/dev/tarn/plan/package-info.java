/**
 * From a validated query to a physical plan: {@link dev.tarn.plan.QueryPlanner} runs the passes of the packages below in
 * order. How a plan is run belongs to {@code dev.tarn.lower}.
 */
package dev.tarn.plan;
