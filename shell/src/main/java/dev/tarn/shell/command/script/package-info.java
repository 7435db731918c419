/**
 * Scripts: variables and conditions.
 *
 * <p>Belongs here: what scripts have beyond statements. Does not belong here: cutting and substituting text, which is dev.tarn.shell.script.
 */
package dev.tarn.shell.command.script;
